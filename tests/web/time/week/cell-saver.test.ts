import { expect, test } from '@jest/globals';
import { minutes } from '@domain/shared/units';
import { changeFor } from '../../../../web/src/time/week/cell-content';
import { CellSaver, type Want } from '../../../../web/src/time/week/cell-saver';
import { UndoSteps } from '../../../../web/src/time/week/undo-steps';
import { anEntry, content, id, MONDAY } from './a-week';

const cell = { engagementId: id(20), activity: null, day: MONDAY, clientName: 'Acme Robotics' };
const want = (worked: number, client = 20): Want => ({
  cell: { ...cell, engagementId: id(client) },
  content: content({ minutes: minutes(worked) }),
  typed: String(worked),
});

/** A saver whose answers are given by hand. */
function bySteps() {
  const sent: { readonly want: Want; readonly done: () => void; readonly refuse: () => void }[] = [];
  let settled = 0;
  const saver = new CellSaver({
    save: (one) =>
      new Promise((resolve, reject) => sent.push({ want: one, done: resolve, refuse: () => reject(new Error('no')) })),
    refused: () => 'This month is already closed.',
    settled: () => (settled += 1),
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { saver, sent, pause, settled: () => settled };
}

test('shows a value at once and sends one after the other, of several for a cell the last', async () => {
  const { saver, sent, pause, settled } = bySteps();
  saver.want([want(15)]);
  saver.want([want(30)]);
  saver.want([want(45), want(60, 21)]);
  expect(saver.overlay().wanted.size).toBe(2);
  expect(sent.map((one) => one.want.typed)).toEqual(['15']);
  sent[0]?.done();
  await pause();
  sent[1]?.done();
  await pause();
  sent[2]?.done();
  await pause();
  expect(sent.map((one) => one.want.typed)).toEqual(['15', '45', '60']);
  expect(saver.busy).toBe(false);
  expect(saver.overlay().wanted.size).toBe(0);
  expect(settled()).toBe(1);
});

test('a refused value goes back to what was and is kept as typed, until another is wanted', async () => {
  const { saver, sent, pause } = bySteps();
  saver.want([want(15)]);
  sent[0]?.refuse();
  await pause();
  expect([...saver.overlay().failed.values()]).toEqual([{ typed: '15', sentence: 'This month is already closed.' }]);
  expect(saver.overlay().wanted.size).toBe(0);
  saver.want([want(30)]);
  expect(saver.overlay().failed.size).toBe(0);
});

test('of an edit only what changes is sent, and nothing when nothing does', () => {
  const entry = anEntry({ text: 'board prep' });
  expect(changeFor(entry, content({ text: 'board prep' }))).toEqual({ is: 'nothing' });
  expect(changeFor(null, null)).toEqual({ is: 'nothing' });
  expect(changeFor(entry, content({ text: 'board prep', minutes: minutes(60) }))).toEqual({
    is: 'edit',
    entry,
    content: { minutes: 60 },
  });
  expect(changeFor(entry, null)).toEqual({ is: 'void', entry });
  expect(changeFor(null, content())).toEqual({ is: 'log', content: content() });
});

test('every way back is gone once, the newest first', () => {
  const steps = new UndoSteps();
  const went: number[] = [];
  const first = steps.add(() => went.push(1));
  steps.add(() => went.push(2));
  first();
  first();
  expect(steps.undo()).toBe(true);
  expect(steps.undo()).toBe(false);
  expect(went).toEqual([1, 2]);
});
