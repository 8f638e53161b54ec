import { TakenTimes } from '@contract/time';
import { waysOut } from '@domain/time/overlap';
import type { Stretch } from '@domain/time/stretch';
import { clockAt } from '@domain/time/wall-clock';
import { Button } from '@mantine/core';
import type { Refusal } from '../platform/api';
import { zoneHere } from '../platform/when';
import classes from './overlap-ways.module.css';

/** A stretch as the contract says it. */
export interface Piece {
  readonly startedAt: string;
  readonly endedAt: string;
}

interface OverlapWaysProps {
  /** A `time.overlap`, which tells what was wanted and what is in the way. */
  readonly refusal: Refusal;
  readonly onPiece: (piece: Piece) => void;
  /** Absent where one entry cannot become several. */
  readonly onPieces?: (pieces: Piece[]) => void;
  readonly onParallel: () => void;
}

/** What is there already, and the ways around it, each one press. */
export function OverlapWays({ refusal, onPiece, onPieces, onParallel }: OverlapWaysProps) {
  const others = TakenTimes.parse(refusal.facts['others']);
  const { trim, split } = waysOut(stretchOf(refusal.facts['wanted'] as Piece), others.map(stretchOf));
  return (
    <div className={classes.ways}>
      <ul className={classes.others}>
        {others.map((other) => (
          <li key={other.startedAt}>
            {spanOf(stretchOf(other))} {other.client ? `for ${other.client}` : 'for a client you no longer work for'}
            {other.text ? `, “${other.text}”` : null}
          </li>
        ))}
      </ul>
      <div className={classes.acts}>
        {trim ? (
          <Button variant="default" size="compact-sm" onClick={() => onPiece(pieceOf(trim))}>
            Trim to {spanOf(trim)}
          </Button>
        ) : null}
        {split && onPieces ? (
          <Button variant="default" size="compact-sm" onClick={() => onPieces(split.map(pieceOf))}>
            Split: {split.map(spanOf).join(' and ')}
          </Button>
        ) : null}
        <Button variant="default" size="compact-sm" onClick={onParallel}>
          Keep both, in parallel
        </Button>
      </div>
    </div>
  );
}

function spanOf({ start, end }: Stretch): string {
  return `${clockAt(start, zoneHere())}–${clockAt(end, zoneHere())}`;
}

/** A piece in the numbers that the rules count with. */
export function stretchOf({ startedAt, endedAt }: Piece): Stretch {
  return { start: Date.parse(startedAt), end: Date.parse(endedAt) };
}

function pieceOf({ start, end }: Stretch): Piece {
  return { startedAt: new Date(start).toISOString(), endedAt: new Date(end).toISOString() };
}
