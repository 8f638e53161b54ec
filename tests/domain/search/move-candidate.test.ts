import { describe, expect, test } from '@jest/globals';
import { DISPOSITIONS, EXIT_PARTIES, EXIT_REASONS, type Candidacy } from '@domain/search/candidacy';
import {
  decideExit,
  decideHold,
  decideReopening,
  decideStageMove,
  decideUndo,
  MISCLICK_WINDOW,
} from '@domain/search/move-candidate';
import { DEFAULT_STAGES, isStalled, STAGE_KIND_IDS } from '@domain/search/stages';
import fc from 'fast-check';

const stages = [{ id: 'identified' }, { id: 'contacted' }, { id: 'presented' }];
const at = (stageId: string, disposition: Candidacy['disposition'] = 'active'): Candidacy => ({ stageId, disposition });
const answer = (verdict: { ok: boolean; refusal?: { code: string } }) => verdict.refusal?.code ?? 'yes';

describe('the default stages', () => {
  test('are twelve, of known kinds, in the order of a search', () => {
    expect(DEFAULT_STAGES).toHaveLength(12);
    const order = DEFAULT_STAGES.map(({ kind }) => STAGE_KIND_IDS.indexOf(kind));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('stall on their day, the last one never', () => {
    expect(isStalled(13, DEFAULT_STAGES[0])).toBe(false);
    expect(isStalled(14, DEFAULT_STAGES[0])).toBe(true);
    expect(isStalled(500, DEFAULT_STAGES[11])).toBe(false);
  });
});

describe('moving a candidate', () => {
  test('opens a visit in another stage; inside the stage it only changes the order', () => {
    expect(decideStageMove({ from: 'identified', to: 'presented' }, at('identified'), stages)).toEqual({
      ok: true,
      value: { kind: 'move', from: 'identified', to: 'presented' },
    });
    expect(decideStageMove({ from: 'contacted', to: 'contacted' }, at('contacted', 'on_hold'), stages)).toEqual({
      ok: true,
      value: { kind: 'reorder' },
    });
  });

  test('from where they no longer are is stale, and the answer says where they are', () => {
    expect(decideStageMove({ from: 'identified', to: 'presented' }, at('contacted', 'closed'), stages)).toEqual({
      ok: false,
      refusal: { code: 'search.stale_move', facts: { stageId: 'contacted', disposition: 'closed' } },
    });
  });

  test.each([
    ['closed', 'contacted', 'search.candidacy_closed'],
    ['hired', 'contacted', 'search.candidacy_hired'],
    ['active', 'nowhere', 'search.stage_unknown'],
  ] as const)('who is %s to %s is refused as %s', (disposition, to, code) => {
    expect(answer(decideStageMove({ from: 'identified', to }, at('identified', disposition), stages))).toBe(code);
  });
});

describe('a misclick', () => {
  const last = { from: 'identified', to: 'contacted', at: 1_000_000 };

  test('is undone within minutes, while the candidate still stands there', () => {
    const inTime = last.at + MISCLICK_WINDOW;
    expect(decideUndo(last, at('contacted'), inTime)).toEqual({ ok: true, value: { backTo: 'identified' } });
    expect(answer(decideUndo(last, at('contacted'), inTime + 1))).toBe('search.undo_too_late');
    expect(answer(decideUndo(last, at('presented'), inTime))).toBe('search.stale_move');
    expect(answer(decideUndo(last, at('contacted', 'closed'), inTime))).toBe('search.candidacy_closed');
    expect(answer(decideUndo(last, at('contacted', 'hired'), inTime))).toBe('search.candidacy_hired');
  });
});

describe('closing and reopening a candidacy', () => {
  test('keeps who decided and why', () => {
    expect(decideExit({ party: 'candidate', reason: 'other_offer', note: ' bank ' }, at('contacted'))).toEqual({
      ok: true,
      value: { party: 'candidate', reason: 'other_offer', note: 'bank' },
    });
  });

  test('needs a reason that party can have', () => {
    for (const reason of ['counter_offer', 'toString', '']) {
      expect(answer(decideExit({ party: 'us', reason, note: '' }, at('contacted')))).toBe('search.exit_reason_unknown');
    }
    for (const party of EXIT_PARTIES) {
      for (const reason of Object.keys(EXIT_REASONS[party])) {
        expect(answer(decideExit({ party, reason, note: '' }, at('contacted')))).toBe('yes');
      }
    }
  });

  test('returns to the stage it left, or to another one when that is gone', () => {
    expect(decideReopening(at('contacted', 'closed'), stages)).toEqual({ ok: true, value: { stageId: 'contacted' } });
    expect(answer(decideReopening(at('removed', 'closed'), stages))).toBe('search.stage_unknown');
    expect(decideReopening(at('removed', 'closed'), stages, 'identified').ok).toBe(true);
    expect(answer(decideReopening(at('contacted'), stages))).toBe('search.candidacy_open');
  });

  test('holding is for those still in the running', () => {
    expect(decideHold(at('contacted'), true)).toEqual({ ok: true, value: { disposition: 'on_hold' } });
    expect(decideHold(at('contacted', 'on_hold'), false)).toEqual({ ok: true, value: { disposition: 'active' } });
    expect(answer(decideHold(at('contacted', 'closed'), true))).toBe('search.candidacy_closed');
    expect(answer(decideHold(at('contacted', 'hired'), true))).toBe('search.candidacy_hired');
  });

  test('a closed candidacy stands still until it is reopened, whatever is tried', () => {
    const act = fc.record({
      what: fc.constantFrom('move', 'exit', 'reopen', 'hold'),
      to: fc.constantFrom('identified', 'contacted', 'presented'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...DISPOSITIONS), fc.array(act, { maxLength: 20 }), (start, acts) => {
        let now = at('identified', start);
        for (const { what, to } of acts) {
          const before = now;
          if (what === 'move') {
            const moved = decideStageMove({ from: now.stageId, to }, now, stages);
            if (moved.ok && moved.value.kind === 'move') now = { ...now, stageId: moved.value.to };
          } else if (what === 'exit') {
            if (decideExit({ party: 'us', reason: 'pairing', note: '' }, now).ok)
              now = { ...now, disposition: 'closed' };
          } else if (what === 'hold') {
            const held = decideHold(now, true);
            if (held.ok) now = { ...now, disposition: held.value.disposition };
          } else if (decideReopening(now, stages).ok) now = { ...now, disposition: 'active' };
          if (before.disposition === 'closed') {
            expect(now).toEqual(what === 'reopen' ? { ...before, disposition: 'active' } : before);
          }
          if (before.disposition === 'hired') expect(now).toEqual(before);
        }
      }),
    );
  });
});
