import { describe, expect, test } from '@jest/globals';
import { freePieces, waysOut } from '@domain/time/overlap';
import type { Stretch } from '@domain/time/stretch';
import fc from 'fast-check';
import { RUNS } from '../runs';

const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);
const span = (text: string): Stretch => {
  const [start = '', end = ''] = text.split('-');
  return { start: at(start), end: at(end) };
};

describe('clock times that collide with others', () => {
  test.each([
    ['end where the other begins', '09:00-10:30', ['10:00-11:00'], '09:00-10:00'],
    ['begin where the other ends', '09:00-10:30', ['08:00-09:20'], '09:20-10:30'],
    ['stay whole when nothing is in the way', '09:00-10:30', ['10:30-11:00'], '09:00-10:30'],
  ])('%s', (_, wanted, taken, free) => {
    expect(waysOut(span(wanted), taken.map(span))).toEqual({ trim: span(free), split: null });
  });

  test('go around what lies within them, or keep the longer side', () => {
    expect(waysOut(span('09:00-12:00'), [span('09:30-10:00')])).toEqual({
      trim: span('10:00-12:00'),
      split: [span('09:00-09:30'), span('10:00-12:00')],
    });
  });

  test('have no way out but side by side when all of it is taken', () => {
    expect(waysOut(span('09:00-10:00'), [span('08:00-09:30'), span('09:30-11:00')])).toEqual({
      trim: null,
      split: null,
    });
  });

  test('leave out a gap of less than half a minute, which is no minute', () => {
    const almost = { start: at('09:30') + 29_000, end: at('11:00') };
    expect(freePieces(span('09:00-11:00'), [span('09:00-09:30'), almost])).toEqual([]);
  });
});

test('free pieces lie within what was wanted, touch nothing that is taken, and miss no free minute', () => {
  const minute = fc.integer({ min: 0, max: 600 });
  const stretch = fc
    .tuple(minute, fc.integer({ min: 1, max: 120 }))
    .map(([start, length]) => ({ start: start * 60_000, end: (start + length) * 60_000 }));
  fc.assert(
    fc.property(stretch, fc.array(stretch, { maxLength: 12 }), (wanted, taken) => {
      const free = freePieces(wanted, taken);
      for (let at = wanted.start; at < wanted.end; at += 60_000) {
        const isTaken = taken.some(({ start, end }) => start <= at && at < end);
        const isFree = free.filter(({ start, end }) => start <= at && at < end).length;
        expect(isFree).toBe(isTaken ? 0 : 1);
      }
      expect(free.every(({ start, end }) => start >= wanted.start && end <= wanted.end)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});
