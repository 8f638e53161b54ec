import { formatMinutes } from '@domain/shared/format';
import { minutes, type Minutes } from '@domain/shared/units';
import classes from './quick-chips.module.css';

const LENGTHS = [15, 30, 60, 90].map(minutes);
const RECENT = 4;

interface Place {
  readonly clientId: string;
  readonly clientCode: string;
  readonly clientName: string;
}

interface QuickChipsProps {
  /** The most recently used first. */
  readonly places: readonly Place[];
  /** The client that the line names already: a length then logs at once. */
  readonly chosen: string | undefined;
  readonly onClient: (place: Place) => void;
  readonly onLength: (length: Minutes) => void;
}

/** Recent clients and usual lengths to tap: an hour takes the plus, the client and the length. */
export function QuickChips({ places, chosen, onClient, onLength }: QuickChipsProps) {
  return (
    <div className={classes.chips}>
      <div className={classes.row} role="group" aria-label="Client">
        {places.slice(0, RECENT).map((place, at) => (
          <button
            key={place.clientId}
            type="button"
            className={classes.chip}
            aria-pressed={place.clientId === chosen}
            data-autofocus={(at === 0 && isTouched()) || undefined}
            onClick={() => onClient(place)}
          >
            {place.clientName}
          </button>
        ))}
      </div>
      <div className={classes.row} role="group" aria-label="Length">
        {LENGTHS.map((length) => (
          <button
            key={length}
            type="button"
            className={classes.chip}
            data-logs={chosen !== undefined || undefined}
            onClick={() => onLength(length)}
          >
            {chosen === undefined ? null : <span className="visually-hidden">Log </span>}
            {formatMinutes(length)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** On a device that is touched, a focused field would bring up a keyboard over the chips. */
export function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
