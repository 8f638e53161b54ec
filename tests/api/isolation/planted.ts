import type { TestApp } from '../../support/app';
import type { World } from '../../support/make/a-world';
import { tablesOfPractices } from '../../database/catalogue';

/** Texts that hold one of a few words, or what was computed, and so no canary; each with its reason. */
const NO_PLACE: Readonly<Record<string, string>> = {
  'balance_warning.mark': 'one of four words',
  'candidacy.disposition': 'one of four words',
  'candidacy.order_key': 'computed place',
  'candidacy_exit.party': 'one of four words',
  'candidacy_exit.reason': 'one of a list',
  'client_user.role': 'one of five words',
  'closure.hash': 'computed',
  'contract_month.state': 'one of two words',
  'engagement.hours_visibility': 'one of four words',
  'engagement.phase': 'one of eight words',
  'engagement.zone': 'a time zone',
  'import_batch.source': 'one word',
  'import_batch.outcome': 'counts',
  'import_batch.failure': 'a code and names that its own reply shows',
  'import_batch.undoing': 'counts',
  'import_batch.work': 'one of two words',
  'import_batch.zone': 'a time zone',
  'import_meaning.kind': 'one of three words',
  'invitation.role': 'one of nine words',
  'ledger_line.kind': 'one of a list',
  'ledger_line.text': 'computed',
  'mail.kind': 'one of a list',
  'member.role': 'one of four words',
  'member.zone': 'a time zone',
  'overage_request.answer': 'one of two words',
  'phase_move.from_phase': 'one of eight words',
  'phase_move.to_phase': 'one of eight words',
  'recorded_evidence.criterion': 'one of a list',
  'search_stage.kind': 'one of a list',
  'statement_file.edition': 'one of two words',
  'statement_file.format': 'one of a list',
  'statement_file.media_type': 'one of a list',
  'statement_file.sha256': 'computed',
  'terms.allowance_per': 'one of two words',
  'terms.carry': 'figures',
  'terms.overage': 'figures',
  'terms.rounding': 'figures',
  'time_entry.activity': 'one of a list',
  'time_entry.source': 'one of four words',
  'time_entry.zone': 'a time zone',
  'timer.activity': 'one of a list',
  'timer.zone': 'a time zone',
};

/** Tables without a row, and texts without a canary, in either practice. */
export async function notPlanted(app: TestApp, world: World): Promise<string[]> {
  const missing: string[] = [];
  for (const table of await tablesOfPractices(app.admin)) {
    const key = table === 'practice' ? 'id' : 'practice_id';
    for (const { practiceId } of [world.sides.a1, world.sides.b1]) {
      const { rows } = await app.admin.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = $1`, [
        practiceId,
      ]);
      if (rows.length === 0) missing.push(`${table} is empty`);
    }
    const { rows: columns } = await app.admin.query<{ name: string }>(
      `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
         AND atttypid IN ('text'::regtype, 'citext'::regtype, 'jsonb'::regtype, 'text[]'::regtype)`,
      [table],
    );
    for (const { name } of columns) {
      if (NO_PLACE[`${table}.${name}`]) continue;
      const { rows } = await app.admin.query<{ practices: number }>(
        `SELECT count(DISTINCT ${key})::int AS practices FROM ${table} WHERE ${key} IN ($1, $2) AND ${name}::text ~* 'qz[ab][012]'`,
        [world.sides.a1.practiceId, world.sides.b1.practiceId],
      );
      if (rows[0]?.practices !== 2) missing.push(`${table}.${name}`);
    }
  }
  return missing;
}
