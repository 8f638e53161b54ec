import { formatMonth } from '../shared/format.js';
import type { Month } from '../shared/month.js';
import type { EditionHours } from './edition.js';
import { printActivities, type PrintedActivities } from './print-activities.js';
import { printEntries, type PrintedEntries } from './print-entries.js';
import { printBalance, printLedger, type PrintedBalance, type PrintedLedgerTable } from './print-ledger.js';
import type { Wording } from './wording.js';

/** The hours of a summary; each part is null where the engagement's visibility keeps it back. */
export interface PrintedHours {
  readonly activities: PrintedActivities | null;
  readonly balance: PrintedBalance | null;
  readonly ledger: PrintedLedgerTable | null;
  readonly entries: PrintedEntries | null;
}

export function printHours(hours: EditionHours, month: Month, words: Wording): PrintedHours {
  if (hours.visibility === 'hidden') return { activities: null, balance: null, ledger: null, entries: null };
  if (hours.visibility === 'balance_only') {
    return { activities: null, balance: printBalance(hours.balance, null, words), ledger: null, entries: null };
  }
  return {
    activities: hours.totals.worked === 0 ? null : printActivities(hours, words),
    balance: printBalance(hours.balance, hours.ledger, words),
    ledger: printLedger(hours.ledger, hours.lines, month, words),
    entries: printEntries(hours, formatMonth(month), words),
  };
}
