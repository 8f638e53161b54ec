import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CandidacyCard, SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { DEFAULT_STAGES } from '@domain/search/stages';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { makeCache } from '../../../web/src/platform/queries';
import { Board } from '../../../web/src/search/board';
import { useBoard } from '../../../web/src/search/search.queries';
import { useMoves } from '../../../web/src/search/use-moves';
import { LiveRegion } from '../../../web/src/ui/live';
import { Toasts } from '../../../web/src/ui/toast';

const PRACTICE = '6f0f3cf0-5f3d-4a55-8d67-0d3a1f6c1a01';
const TODAY = '2026-11-23' as Day;

const idOf = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SEARCH = idOf(1, 1);
const STAGES = DEFAULT_STAGES.map(({ name, kind, stalledAfterDays }, position) => ({
  id: idOf(2, position),
  name,
  kind,
  position,
  stalledDays: stalledAfterDays,
}));
const stageId = (name: string) => STAGES.find((stage) => stage.name === name)!.id;

function cardOf(n: number, name: string, stage: string): CandidacyCard {
  return {
    id: idOf(3, n),
    personId: idOf(4, n),
    name,
    headline: 'Head of Engineering',
    employer: 'Fernway',
    stageId: stageId(stage),
    disposition: 'active',
    enteredAt: '2026-11-20T09:00:00.000Z',
    daysHere: 3,
    stalled: false,
    visits: 1,
    nextStep: '',
    nextStepOn: null,
    version: 1,
  };
}

const search: SearchView = {
  id: SEARCH,
  clientId: idOf(5, 1),
  engagementId: idOf(6, 1),
  title: 'VP of Engineering',
  brief: '',
  startedOn: '2026-10-05' as Day,
  targetWeeks: 16,
  week: 8,
  openings: 1,
  clientSees: false,
  closed: null,
  stages: STAGES,
  funnel: STAGES.map(({ id, name }) => ({ stageId: id, name, here: 0, reached: 0, stalled: 0 })),
  scorecard: null,
  version: 1,
  can: { edit: true, close: true, reopen: false },
};

interface MoveBody {
  readonly fromStageId: string;
  readonly toStageId: string;
  readonly after: string | null;
  readonly undoes: boolean;
}

/** Holds a board and moves people on it, one request at a time, the way the API does; it can be told to wait or refuse. */
function fakeServer(cards: CandidacyCard[]) {
  const moves: MoveBody[] = [];
  let underway = 0;
  let most = 0;
  let gate: Promise<void> = Promise.resolve();
  const json = (status: number, body: unknown) => ({ ok: status < 400, status, json: async () => body });

  const answer = async (path: string, init?: RequestInit) => {
    if (init?.method !== 'POST') return json(200, { search, cards });
    const id = /candidacies\/([^/]+)\/moves/.exec(path)?.[1];
    const body = JSON.parse(String(init.body)) as MoveBody;
    moves.push(body);
    most = Math.max(most, ++underway);
    await gate;
    underway--;
    const card = cards.find((one) => one.id === id)!;
    if (card.stageId !== body.fromStageId) {
      const actual = STAGES.find((stage) => stage.id === card.stageId)!.name;
      return json(409, { code: 'search.stale_move', title: 'Stale', facts: { stageId: card.stageId, actual } });
    }
    const others = cards.filter((one) => one.id !== id);
    const behind = others.findIndex((one) => one.id === body.after);
    const first = others.findIndex((one) => one.stageId === body.toStageId);
    const at = behind >= 0 ? behind + 1 : first >= 0 ? first : others.length;
    const moved = { ...card, stageId: body.toStageId, daysHere: 0, version: card.version + 1 };
    cards = others.toSpliced(at, 0, moved);
    return json(200, { search, cards });
  };

  return {
    answer,
    moves,
    most: () => most,
    /** Somebody else moves a person behind this board's back. */
    movedByAnother: (name: string, stage: string) => {
      cards = cards.map((card) => (card.name === name ? { ...card, stageId: stageId(stage) } : card));
    },
    hold: () => {
      let release: () => void = () => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}

const opened: string[] = [];

function Shown() {
  const board = useBoard(PRACTICE, SEARCH);
  const moves = useMoves(PRACTICE, SEARCH, board.data?.cards ?? []);
  if (!board.data) return null;
  return (
    <Board
      search={board.data.search}
      moves={moves}
      cards={moves.cards}
      today={TODAY}
      path="/search"
      onOpen={(id) => opened.push(id)}
    />
  );
}

const people = () => [
  cardOf(1, 'Ana Beltrán', 'Contacted'),
  cardOf(2, 'Dele Okonjo', 'Contacted'),
  cardOf(3, 'Jonas Falk', 'Contacted'),
  cardOf(4, 'Priya Raman', 'CTO screen'),
];

async function boardOf(cards = people()) {
  const server = fakeServer(cards);
  globalThis.fetch = server.answer as unknown as typeof fetch;
  render(
    <QueryClientProvider client={makeCache(() => undefined)}>
      <Shown />
      <Toasts />
      <LiveRegion />
    </QueryClientProvider>,
  );
  await screen.findByRole('link', { name: 'Priya Raman' });
  return { server, user: userEvent.setup() };
}

const cardLink = (name: string) => screen.getByRole('link', { name });
const column = (name: string) => screen.getByRole('region', { name: new RegExp(`^${name},`) });
const namesIn = (stage: string) =>
  within(column(stage))
    .queryAllByRole('link')
    .map((link) => link.textContent);
const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

const realFetch = globalThis.fetch;

beforeEach(() => {
  opened.length = 0;
  HTMLElement.prototype.showPopover = function showPopover(this: HTMLElement) {
    this.removeAttribute('popover');
  };
  HTMLElement.prototype.hidePopover = () => undefined;
});

afterEach(() => {
  globalThis.fetch = realFetch;
});

describe('the board by keyboard', () => {
  test('is one stop of the Tab key, and arrows lead from card to card', async () => {
    const { user } = await boardOf();
    await user.tab();
    expect(cardLink('Ana Beltrán')).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(cardLink('Dele Okonjo')).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(cardLink('Priya Raman')).toHaveFocus();
    await user.keyboard('{ArrowLeft}{End}');
    expect(cardLink('Jonas Falk')).toHaveFocus();
    const stops = screen.getAllByRole('link').filter((link) => link.tabIndex === 0);
    expect(stops).toEqual([cardLink('Jonas Falk')]);
  });

  test('moves a person one stage on, keeps the focus on them and says where they are', async () => {
    const { server, user } = await boardOf();
    act(() => cardLink('Ana Beltrán').focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(namesIn('Interested')).toEqual(['Ana Beltrán']));
    expect(cardLink('Ana Beltrán')).toHaveFocus();
    expect(screen.getByText('Ana Beltrán moved to Interested, 1 of 1.')).toBeInTheDocument();
    await settled();
    expect(server.moves).toMatchObject([
      { fromStageId: stageId('Contacted'), toStageId: stageId('Interested'), after: null, undoes: false },
    ]);
  });

  test('moves a person up and down in their stage', async () => {
    const { server, user } = await boardOf();
    act(() => cardLink('Jonas Falk').focus());
    await user.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    await settled();
    expect(namesIn('Contacted')).toEqual(['Jonas Falk', 'Ana Beltrán', 'Dele Okonjo']);
    expect(server.moves.map(({ after }) => after)).toEqual([idOf(3, 1), null]);
    expect(cardLink('Jonas Falk')).toHaveFocus();
  });

  test('shows quick moves at once and sends them one after the other', async () => {
    const { server, user } = await boardOf();
    const release = server.hold();
    act(() => cardLink('Ana Beltrán').focus());
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
    await waitFor(() => expect(namesIn('Technical depth')).toEqual(['Ana Beltrán']));
    expect(server.moves).toHaveLength(1);
    release();
    await waitFor(() => expect(server.moves).toHaveLength(3));
    await settled();
    expect(server.most()).toBe(1);
    expect(server.moves.map(({ fromStageId }) => fromStageId)).toEqual(
      ['Contacted', 'Interested', 'CTO screen'].map(stageId),
    );
    expect(namesIn('Technical depth')).toEqual(['Ana Beltrán']);
    expect(cardLink('Ana Beltrán')).toHaveFocus();
  });

  test('stops at the first and the last stage', async () => {
    const { server, user } = await boardOf([
      cardOf(1, 'Ana Beltrán', 'Identified'),
      cardOf(4, 'Priya Raman', 'Accepted'),
    ]);
    act(() => cardLink('Ana Beltrán').focus());
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    act(() => cardLink('Priya Raman').focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await settled();
    expect(server.moves).toEqual([]);
  });

  test('moves by the menu that M opens at the stage that comes next, where a letter leads on', async () => {
    const { user } = await boardOf();
    act(() => cardLink('Ana Beltrán').focus());
    await user.keyboard('m');
    const menu = screen.getByRole('menu', { name: 'Move Ana Beltrán to' });
    expect(within(menu).getByRole('menuitem', { name: 'Interested' })).toHaveFocus();
    await user.keyboard('p');
    expect(within(menu).getByRole('menuitem', { name: 'Presented' })).toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(namesIn('Presented')).toEqual(['Ana Beltrán']));
    await settled();
    expect(cardLink('Ana Beltrán')).toHaveFocus();
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  });

  test('opens a person with Enter', async () => {
    const { user } = await boardOf();
    act(() => cardLink('Dele Okonjo').focus());
    await user.keyboard('{Enter}');
    expect(opened).toEqual([idOf(3, 2)]);
  });
});

describe('a move that does not last', () => {
  test('is taken back by Undo, as a misclick', async () => {
    const { server, user } = await boardOf();
    act(() => cardLink('Dele Okonjo').focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await settled();
    await user.click(screen.getAllByRole('button', { name: 'Undo' }).at(-1)!);
    await settled();
    expect(namesIn('Contacted')).toEqual(['Ana Beltrán', 'Dele Okonjo', 'Jonas Falk']);
    expect(server.moves.at(-1)).toMatchObject({
      fromStageId: stageId('Interested'),
      toStageId: stageId('Contacted'),
      after: idOf(3, 1),
      undoes: true,
    });
    expect(cardLink('Dele Okonjo')).toHaveFocus();
  });

  test('shows where the person is when somebody else was quicker', async () => {
    const { server, user } = await boardOf();
    server.movedByAnother('Priya Raman', 'Presented');
    act(() => cardLink('Priya Raman').focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(namesIn('Presented')).toEqual(['Priya Raman']));
    const told = 'Priya Raman was not moved. Somebody moved this person meanwhile, to Presented.';
    expect(screen.getAllByText(told)).not.toHaveLength(0);
    expect(screen.queryByText('Priya Raman moved to Technical depth.')).not.toBeInTheDocument();
    expect(cardLink('Priya Raman')).toHaveFocus();
  });
});

describe('what is on the board', () => {
  test('nobody who was hired can be moved, and nobody who is out is shown', async () => {
    const { user } = await boardOf([
      { ...cardOf(1, 'Ana Beltrán', 'Accepted'), disposition: 'hired' },
      { ...cardOf(2, 'Dele Okonjo', 'Contacted'), disposition: 'closed' },
      cardOf(4, 'Priya Raman', 'CTO screen'),
    ]);
    expect(screen.queryByText('Dele Okonjo')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Move Ana Beltrán' })).not.toBeInTheDocument();
    act(() => cardLink('Ana Beltrán').focus());
    await user.keyboard('m');
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  });

  test('says in words who is stalled, on hold or with the client', async () => {
    await boardOf([
      { ...cardOf(1, 'Ana Beltrán', 'Contacted'), daysHere: 9, stalled: true },
      { ...cardOf(2, 'Dele Okonjo', 'Presented'), daysHere: 2 },
      { ...cardOf(3, 'Jonas Falk', 'CTO screen'), disposition: 'on_hold' },
      cardOf(4, 'Priya Raman', 'CTO screen'),
    ]);
    expect(cardLink('Ana Beltrán')).toHaveAccessibleDescription(/stalled, 9 days here/);
    expect(cardLink('Dele Okonjo')).toHaveAccessibleDescription(/with the client 2 days/);
    expect(cardLink('Jonas Falk')).toHaveAccessibleDescription(/on hold, 3 days here/);
  });
});
