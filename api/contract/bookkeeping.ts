import * as z from 'zod';
import { File, route } from './route.js';
import { CurrencyShape, Id, InstantShape, MinorShape, MonthShape } from './shapes.js';
import { PublishedFile } from './statements.js';

const atMonth = z.strictObject({ practiceId: Id, month: MonthShape });

/** A month over all clients one may see, each with its latest version: what a bookkeeper writes invoices from. */
export const MonthOfStatements = z
  .object({
    month: MonthShape.nullable().meta({ description: 'Nothing while nothing was published yet.' }),
    months: z.array(MonthShape).meta({ description: 'Every month that anything was published of, newest first.' }),
    totals: z.array(z.object({ currency: CurrencyShape, amount: MinorShape, statements: z.int() })),
    statements: z.array(
      z.object({
        id: Id,
        clientName: z.string(),
        legalName: z.string().nullable(),
        address: z.string().nullable(),
        purchaseOrder: z.string().nullable(),
        number: z.int(),
        revised: z.boolean().meta({ description: 'This version replaces one that was out before.' }),
        publishedAt: InstantShape,
        total: MinorShape,
        currency: CurrencyShape,
        files: z.array(PublishedFile.omit({ sha256: true })),
      }),
    ),
  })
  .meta({ id: 'MonthOfStatements' });
export type MonthOfStatements = z.infer<typeof MonthOfStatements>;

export const readMonthOfStatements = route({
  name: 'readMonthOfStatements',
  summary: 'The latest summaries of a month over all clients one may see, with their totals by currency.',
  method: 'GET',
  path: '/practices/:practiceId/statement-months',
  may: 'statements.read',
  params: z.strictObject({ practiceId: Id }),
  query: z.strictObject({ month: MonthShape.optional() }),
  reply: MonthOfStatements,
});

export const downloadMonth = route({
  name: 'downloadMonth',
  summary: 'All files of the latest summaries of a month in one ZIP, with one CSV for each currency.',
  method: 'GET',
  path: '/practices/:practiceId/statement-months/:month/files.zip',
  may: 'statements.read',
  params: atMonth,
  reply: File,
  file: true,
});

export const downloadMonthInCurrency = route({
  name: 'downloadMonthInCurrency',
  summary: 'The lines of money of a month over all clients in one currency, as CSV.',
  method: 'GET',
  path: '/practices/:practiceId/statement-months/:month/:currency/lines.csv',
  may: 'statements.read',
  params: atMonth.extend({ currency: CurrencyShape }),
  reply: File,
  file: true,
});
