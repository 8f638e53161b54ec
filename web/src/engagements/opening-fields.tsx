import type { Carry } from '@domain/engagements/terms';
import { isMonth, type Month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import { Button } from '@mantine/core';
import { TextField } from '../ui/fields';
import { FieldRow } from '../ui/form';
import { signedHoursTyped } from './allowance';
import { NOT_HOURS } from './terms-typed';

/** Hours of an earlier month that are brought along, as typed. */
export interface OpeningTyped {
  readonly born: string;
  readonly hours: string;
}

export function openingSent(lots: readonly OpeningTyped[]) {
  return lots.map(({ born, hours }) => {
    const typed = signedHoursTyped(hours);
    return { born: born as Month, minutes: Number.isSafeInteger(typed) ? minutes(typed) : (Number.NaN as never) };
  });
}

interface OpeningFieldsProps {
  readonly lots: readonly OpeningTyped[];
  readonly carry: Carry['kind'];
  readonly onChange: (lots: OpeningTyped[]) => void;
  /** Whether the contract refused what stands under this name of the body. */
  readonly refused: (name: string) => boolean;
  readonly problem: string | undefined;
}

/** The balance that an engagement brings along when it has been running elsewhere: by the month it was left over in. */
export function OpeningFields({ lots, carry, onChange, refused, problem }: OpeningFieldsProps) {
  if (carry === 'none' && lots.length === 0) return null;
  const change = (at: number, to: Partial<OpeningTyped>) =>
    onChange(lots.map((lot, index) => (index === at ? { ...lot, ...to } : lot)));
  return (
    <div role="group" aria-label="Hours brought along">
      {lots.map((lot, at) => (
        <FieldRow key={at}>
          <TextField
            label="Left over in"
            placeholder="2026-09"
            value={lot.born}
            onChange={(event) => change(at, { born: event.currentTarget.value })}
            error={isMonth(lot.born) || !refused(`opening.${at}.born`) ? undefined : 'Write a month such as 2026-09.'}
          />
          <TextField
            label="Hours"
            description={carry === 'signed' ? 'Such as 3:30, or -2 for hours owed' : 'Such as 3:30'}
            value={lot.hours}
            onChange={(event) => change(at, { hours: event.currentTarget.value })}
            error={refused(`opening.${at}.minutes`) ? NOT_HOURS : undefined}
          />
          <Button
            type="button"
            variant="default"
            mt={22}
            onClick={() => onChange(lots.filter((_, index) => index !== at))}
          >
            Remove
          </Button>
        </FieldRow>
      ))}
      {problem ? <div role="alert">{problem}</div> : null}
      <Button
        type="button"
        variant="subtle"
        size="compact-xs"
        mt={8}
        onClick={() => onChange([...lots, { born: '', hours: '' }])}
      >
        {lots.length === 0 ? 'Bring hours along from earlier months' : 'Add another month'}
      </Button>
    </div>
  );
}
