import { formatMonth } from '../../../../domain/shared/format.js';
import type { StatementEdition } from '../../../../domain/statements/edition.js';
import { wordings } from '../../../../domain/statements/wording.js';
import { activitiesSheet } from './activities-sheet.js';
import type { Sheet, Workbook } from './cells.js';
import { entriesSheet } from './entries-sheet.js';
import { ledgerSheet } from './ledger-sheet.js';
import { moneySheet } from './money-sheet.js';
import { searchSheet } from './search-sheet.js';
import { summarySheet } from './summary-sheet.js';

/** A summary as a workbook: one sheet for each part that this edition has. */
export function statementWorkbook(edition: StatementEdition, hash: string): Workbook {
  const words = wordings[edition.language];
  const { hours, money, searches, client, month, practice } = edition;
  const sheets: (Sheet | null)[] = [
    summarySheet(edition, hash, words),
    'ledger' in hours ? ledgerSheet(hours, month.month, words) : null,
    money && moneySheet(money, edition.engagement.currency, words),
    'activities' in hours ? activitiesSheet(hours.activities, words) : null,
    'entries' in hours ? entriesSheet(hours.entries, words) : null,
    searches.length > 0 ? searchSheet(searches, words) : null,
  ];
  return {
    title: `${client.name}, ${words.title} ${formatMonth(month.month)}`,
    author: practice.name,
    date: edition.issuedOn,
    sheets: sheets.filter((sheet) => sheet !== null),
  };
}
