import { describe, expect, test } from '@jest/globals';
import { CRITERION_IDS, type CriterionId, type PhaseFacts } from '@domain/engagements/gate-criteria';
import { decideEvidence, entryCriteria, gateFor } from '@domain/engagements/gates';
import { decideMove, proposeMove, type PhaseMoveDraft } from '@domain/engagements/move-phase';
import { daysInPhase, isPhase, phaseLabel, PHASES, STARTING_PHASES, type Phase } from '@domain/engagements/phases';
import { day } from '@domain/shared/day';
import fc from 'fast-check';

const nothing: PhaseFacts = {
  sponsorNamed: false,
  termsInForce: false,
  approvedScorecard: null,
  acceptedOffer: null,
  handoverAccepted: false,
  vpNamed: false,
  hasOpenMonth: true,
  hasOpenSearch: true,
  hasRunningTimer: true,
  finalStatementPublished: false,
  recorded: [],
};

const approved = { approvedScorecard: { version: 2, date: day('2026-10-01') } };

function recorded(...criteria: CriterionId[]): Pick<PhaseFacts, 'recorded'> {
  return { recorded: criteria.map((id) => ({ criterion: id, date: day('2026-11-02'), author: 'ada', note: 'seen' })) };
}

function move(from: Phase, to: Phase, more: Partial<PhaseMoveDraft> = {}): PhaseMoveDraft {
  return { from, to, reason: '', sentence: 'We go on.', override: false, ...more };
}

describe('a phase', () => {
  test('is one of eight, each with the words the client reads', () => {
    expect(PHASES.map(({ label }) => label)).toEqual([
      'Assessing',
      'Building the plan',
      'Preparing the search',
      'Search running',
      'Handing over',
      'Strategic partner',
      'Wrapping up',
      'Closed',
    ]);
    expect(isPhase('paused')).toBe(false);
  });

  test('counts calendar days, the first is 1, without those of a pause', () => {
    expect(daysInPhase(day('2026-11-23'), day('2026-11-23'))).toBe(1);
    expect(daysInPhase(day('2026-11-01'), day('2026-11-30'), 10)).toBe(20);
  });

  test('entered as a partner without acceptance says so', () => {
    expect(phaseLabel('strategic_partner', { handoverMissing: true })).toBe(
      'Strategic partner; hand-over not accepted',
    );
    expect(phaseLabel('strategic_partner')).toBe('Strategic partner');
  });
});

describe('a gate', () => {
  test('forward asks for what the old phase needs to be left and for the entry evidence of the new', () => {
    const ids = gateFor('foundation', 'preparing_search', nothing).criteria.map(({ id }) => id);
    expect(ids).toEqual(['roadmap_v1', 'improvement_shipped', 'cadence_agreed', 'hire_decided']);
  });

  test('backward and to winding down asks for entry evidence only', () => {
    expect(gateFor('search_running', 'foundation', nothing).criteria.map(({ id }) => id)).toEqual([
      'assessment_delivered',
    ]);
    expect(gateFor('foundation', 'winding_down', nothing).criteria.map(({ id }) => id)).toEqual(['notice_given']);
  });

  test('asks for nothing twice', () => {
    expect(gateFor('assessing', 'foundation', nothing).criteria.map(({ id }) => id)).toEqual(['assessment_delivered']);
    expect(gateFor('handing_over', 'strategic_partner', nothing).criteria.map(({ id }) => id)).toEqual([
      'handover_accepted',
      'advisory_terms',
    ]);
  });

  test('shows stored facts and the latest record as evidence', () => {
    expect(gateFor('preparing_search', 'search_running', { ...nothing, ...approved })).toMatchObject({
      met: true,
      criteria: [{ id: 'scorecard_approved', evidence: { kind: 'fact', version: 2, date: '2026-10-01' } }],
    });
    const twice = [
      { criterion: 'notice_given' as const, date: day('2026-11-05'), author: 'ada', note: 'again' },
      { criterion: 'notice_given' as const, date: day('2026-11-02'), author: 'bo', note: 'first' },
    ];
    expect(gateFor('foundation', 'winding_down', { ...nothing, recorded: twice }).criteria[0]?.evidence).toEqual({
      kind: 'recorded',
      date: '2026-11-05',
      author: 'ada',
      note: 'again',
    });
  });

  test('does not take a hand-written record for what is a stored fact', () => {
    const claimed = { ...nothing, ...recorded('scorecard_approved', 'no_open_month', 'sponsor_named') };
    expect(gateFor('preparing_search', 'search_running', claimed).met).toBe(false);
    expect(entryCriteria('assessing', claimed).map(({ met }) => met)).toEqual([false, false]);
  });
});

describe('evidence recorded by hand', () => {
  test('is accepted for what only people know, once it happened', () => {
    const today = day('2026-11-23');
    expect(decideEvidence({ criterion: 'roadmap_v1', date: today }, today).ok).toBe(true);
    expect(decideEvidence({ criterion: 'roadmap_v1', date: day('2026-11-24') }, today)).toMatchObject({
      refusal: { code: 'phase.evidence_ahead' },
    });
    expect(decideEvidence({ criterion: 'scorecard_approved', date: today }, today)).toMatchObject({
      refusal: { code: 'phase.evidence_not_by_hand' },
    });
  });
});

describe('moving the phase', () => {
  test('through a met gate keeps a snapshot of the evidence', () => {
    const verdict = decideMove(move('assessing', 'foundation'), 'assessing', {
      ...nothing,
      ...recorded('assessment_delivered'),
    });
    expect(verdict).toMatchObject({
      ok: true,
      value: { overridden: false, unmet: [], evidence: [{ id: 'assessment_delivered', met: true }] },
    });
  });

  test.each([
    ['from a phase that has changed meanwhile', move('assessing', 'foundation'), 'foundation', 'phase.stale'],
    ['that is not on the map', move('assessing', 'handing_over'), 'assessing', 'phase.move_not_allowed'],
    ['out of a closed engagement', move('closed', 'assessing'), 'closed', 'phase.move_not_allowed'],
    ['to where it is', move('foundation', 'foundation'), 'foundation', 'phase.move_not_allowed'],
    ['through an unmet gate', move('assessing', 'foundation'), 'assessing', 'phase.gate_unmet'],
    [
      'overridden without a reason',
      move('assessing', 'foundation', { override: true, reason: ' ' }),
      'assessing',
      'phase.reason_needed',
    ],
    [
      'to a running search without an approved scorecard',
      move('preparing_search', 'search_running', { override: true, reason: 'hurry' }),
      'preparing_search',
      'phase.never_overridden',
    ],
    [
      'to a replacement search without an approved scorecard',
      move('strategic_partner', 'search_running', { override: true, reason: 'hurry' }),
      'strategic_partner',
      'phase.never_overridden',
    ],
    [
      'to closed with open ends',
      move('winding_down', 'closed', { override: true, reason: 'hurry' }),
      'winding_down',
      'phase.never_overridden',
    ],
  ] as const)('%s is refused', (_, draft, current, code) => {
    expect(decideMove(draft, current, nothing)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('by override keeps the reason and what was unmet', () => {
    const draft = move('handing_over', 'strategic_partner', { override: true, reason: 'The VP starts early.' });
    expect(decideMove(draft, 'handing_over', { ...nothing, ...recorded('advisory_terms') })).toMatchObject({
      ok: true,
      value: { overridden: true, unmet: ['handover_accepted'], handoverMissing: true, reason: 'The VP starts early.' },
    });
  });

  test('to a partner is open for a client that already had a VP', () => {
    const facts = { ...nothing, vpNamed: true, ...recorded('assessment_delivered', 'advisory_terms') };
    expect(decideMove(move('assessing', 'strategic_partner'), 'assessing', facts)).toMatchObject({
      ok: true,
      value: { overridden: false, handoverMissing: false },
    });
  });

  test('is proposed by an accepted offer and by a VP who leaves', () => {
    const offer = { ...nothing, acceptedOffer: { startDate: day('2027-01-04') } };
    expect(proposeMove('search_running', offer)).toBe('handing_over');
    expect(proposeMove('strategic_partner', nothing, { vpLeft: true })).toBe('search_running');
    expect(proposeMove('assessing', offer, { vpLeft: true })).toBeNull();
  });
});

describe('against the rules written down a second time', () => {
  /** from > to: what the gate asks for; `!` marks gates no reason opens. */
  const TABLE = `
    assessing > foundation: assessment_delivered
    assessing > preparing_search: assessment_delivered hire_decided
    assessing > strategic_partner: assessment_delivered advisory_terms handover_or_vp
    assessing > winding_down: notice_given
    foundation > preparing_search: roadmap_v1 improvement_shipped cadence_agreed hire_decided
    foundation > strategic_partner: roadmap_v1 improvement_shipped cadence_agreed advisory_terms handover_or_vp
    foundation > winding_down: notice_given
    preparing_search > search_running!: scorecard_approved
    preparing_search > foundation: assessment_delivered
    preparing_search > winding_down: notice_given
    search_running > handing_over: offer_accepted
    search_running > preparing_search: hire_decided
    search_running > foundation: assessment_delivered
    search_running > winding_down: notice_given
    handing_over > strategic_partner: handover_accepted advisory_terms
    handing_over > search_running!: scorecard_approved
    handing_over > winding_down: notice_given
    strategic_partner > foundation: assessment_delivered
    strategic_partner > preparing_search: hire_decided
    strategic_partner > search_running!: scorecard_approved
    strategic_partner > winding_down: notice_given
    winding_down > closed!: access_returned pack_delivered balance_settled no_open_month no_open_search no_running_timer final_statement
    winding_down > strategic_partner: advisory_terms handover_or_vp`;

  const model = new Map(
    TABLE.trim()
      .split('\n')
      .map((line) => {
        const [, from, to, never, needs = ''] = /(\w+) > (\w+)(!?): (.*)/.exec(line) ?? [];
        return [`${from} ${to}`, { never: never === '!', needs: needs.split(' ') }];
      }),
  );

  const flags = ['sponsorNamed', 'termsInForce', 'handoverAccepted', 'vpNamed', 'finalStatementPublished'] as const;
  const open = ['hasOpenMonth', 'hasOpenSearch', 'hasRunningTimer'] as const;

  function known(id: string, facts: PhaseFacts): boolean {
    const byHand = facts.recorded.some((one) => one.criterion === id);
    switch (id) {
      case 'scorecard_approved':
        return facts.approvedScorecard !== null;
      case 'offer_accepted':
        return facts.acceptedOffer !== null || byHand;
      case 'handover_accepted':
        return facts.handoverAccepted || byHand;
      case 'handover_or_vp':
        return facts.handoverAccepted || facts.vpNamed || byHand;
      case 'no_open_month':
        return !facts.hasOpenMonth;
      case 'no_open_search':
        return !facts.hasOpenSearch;
      case 'no_running_timer':
        return !facts.hasRunningTimer;
      case 'final_statement':
        return facts.finalStatementPublished;
      default:
        return byHand;
    }
  }

  const anyPhase = fc.constantFrom(...PHASES.map(({ id }) => id));
  const anyFacts: fc.Arbitrary<PhaseFacts> = fc.record({
    ...(Object.fromEntries([...flags, ...open].map((name) => [name, fc.boolean()])) as Record<
      (typeof flags)[number] | (typeof open)[number],
      fc.Arbitrary<boolean>
    >),
    approvedScorecard: fc.option(fc.constant({ version: 1, date: day('2026-10-01') })),
    acceptedOffer: fc.option(fc.constant({ startDate: day('2027-01-04') })),
    recorded: fc.subarray([...CRITERION_IDS]).map((ids) => recorded(...ids).recorded),
  });
  const anyStep = fc.record({
    to: anyPhase,
    stale: fc.option(anyPhase, { freq: 8 }),
    override: fc.boolean(),
    reason: fc.constantFrom('', ' ', 'because'),
    facts: anyFacts,
  });

  function expected(
    from: Phase,
    current: Phase,
    step: { to: Phase; override: boolean; reason: string; facts: PhaseFacts },
  ) {
    if (from !== current) return 'phase.stale';
    const rule = model.get(`${current} ${step.to}`);
    if (!rule) return 'phase.move_not_allowed';
    if (rule.needs.every((id) => known(id, step.facts))) return 'moved';
    if (rule.never) return 'phase.never_overridden';
    if (!step.override) return 'phase.gate_unmet';
    return step.reason.trim() ? 'moved' : 'phase.reason_needed';
  }

  test('every history of moves ends in the same phase with the same answers', () => {
    fc.assert(
      fc.property(anyPhase, fc.array(anyStep, { minLength: 1, maxLength: 30 }), (start, steps) => {
        let current = start;
        for (const step of steps) {
          const from = step.stale ?? current;
          const verdict = decideMove({ ...step, from, sentence: '' }, current, step.facts);
          expect(verdict.ok ? 'moved' : verdict.refusal.code).toBe(expected(from, current, step));
          if (!verdict.ok) continue;
          expect(verdict.value.overridden).toBe(verdict.value.unmet.length > 0);
          current = step.to;
        }
      }),
      { numRuns: 1_500 },
    );
  });
});

test('an engagement may begin in any phase but the last', () => {
  expect(STARTING_PHASES.map(({ id }) => id)).toEqual(PHASES.map(({ id }) => id).filter((id) => id !== 'closed'));
});
