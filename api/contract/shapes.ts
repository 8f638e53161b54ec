import * as z from 'zod';
import { isDay, isWeek, isZone, type Day, type Week } from '../domain/shared/day.js';
import { isMonth, type Month } from '../domain/shared/month.js';
import type { Minor, Minutes } from '../domain/shared/units.js';

/** A record's id. Who makes it is said by the route; entries bring theirs, so that a retry is harmless. */
export const Id = z.uuid().meta({ id: 'Id', description: 'A UUID.' });
export type Id = z.infer<typeof Id>;

/** A schema that reads values of a branded type. */
export function typed<T>(schema: z.ZodType): z.ZodType<T, T> {
  return schema as z.ZodType<T, T>;
}

export const DayShape = typed<Day>(
  z.iso
    .date('Write the date as YYYY-MM-DD.')
    .refine(isDay, 'This date does not exist.')
    .meta({ id: 'Day', description: "A calendar date in the engagement's zone.", example: '2026-11-23' }),
);

export const MonthShape = typed<Month>(
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write the month as YYYY-MM.')
    .refine(isMonth)
    .meta({
      id: 'Month',
      description: "A contract month: the one that starts in that calendar month on the engagement's start day.",
      example: '2026-11',
    }),
);

export const WeekShape = typed<Week>(
  z
    .string()
    .regex(/^\d{4}-W\d{2}$/, 'Write the week as YYYY-Www.')
    .refine(isWeek, 'This week does not exist.')
    .meta({ id: 'Week', description: 'An ISO week, Monday first.', example: '2026-W48' }),
);

export const ZoneShape = z
  .string()
  .max(64)
  .refine(isZone, 'This is not a time zone, such as Europe/Berlin.')
  .meta({ id: 'Zone', description: 'An IANA time zone.', example: 'Europe/Berlin' });

export const CurrencyShape = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Write the currency as three capital letters, such as EUR.')
  .meta({ id: 'Currency', description: 'An ISO 4217 currency.', example: 'EUR' });

/** A balance or sum in whole minutes, negative where more was used than there was. */
export const MinutesShape = typed<Minutes>(z.int().meta({ id: 'Minutes', description: 'Whole minutes, signed.' }));

/** Money in whole minor units of the currency beside it. */
export const MinorShape = typed<Minor>(
  z.int().meta({ id: 'Minor', description: "Whole minor units of the currency beside it; JPY has none, so it's yen." }),
);

export const InstantShape = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: 'A moment, with its offset.', example: '2026-11-23T09:00:00Z' });

export const Version = z.int().min(1).meta({ description: 'Grows by one with every edit; send it back in If-Match.' });

/** Neither control characters nor those that turn the direction of the text around them. */
const NO_CONTROL = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;
const NO_CONTROL_BUT_LINES = /^(?:[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|[\n\t])*$/u;

/** One line of text as a person writes it: trimmed, without control characters. */
export function line(max: number, min = 0) {
  return z
    .string()
    .trim()
    .min(min, min === 1 ? 'Please fill this in.' : `At least ${min} characters, please.`)
    .max(max, `At most ${max} characters, please.`)
    .regex(NO_CONTROL, 'This text holds characters that cannot be shown.');
}

/** Several lines of text. */
export function paragraph(max: number, min = 0) {
  return z
    .string()
    .trim()
    .min(min, 'Please fill this in.')
    .max(max, `At most ${max} characters, please.`)
    .regex(NO_CONTROL_BUT_LINES, 'This text holds characters that cannot be shown.');
}

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('This does not look like an e-mail address.'))
  .meta({ id: 'Email' });

/** An address where one is known; an empty text where not. */
export const EmailOrNone = z.union([z.literal(''), Email], { error: 'This does not look like an e-mail address.' });

/** A list that can grow: what there is from a cursor on, and the cursor of the next part. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
};

/** A switch in a query string. */
export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');
