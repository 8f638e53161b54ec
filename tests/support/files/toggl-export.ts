import { addDays, weekday, type Day } from '@domain/shared/day';

export interface TogglExportPlan {
  /** The last day of the export; rows fill the working days before it. */
  readonly until: Day;
  readonly rows: number;
  readonly people?: readonly { readonly name: string; readonly email: string }[];
  readonly projects?: readonly { readonly client: string; readonly project: string }[];
}

const HEADER = [
  'User',
  'Email',
  'Client',
  'Project',
  'Task',
  'Description',
  'Billable',
  'Start date',
  'Start time',
  'End date',
  'End time',
  'Duration',
  'Tags',
  'Amount (EUR)',
];

const PEOPLE = [{ name: 'Ada Berg', email: 'ada@berg-advisory.test' }];
const PROJECTS = [
  { client: 'Northwind Robotics', project: 'Advisory' },
  { client: 'Halden Logistics', project: 'VP search' },
  { client: 'Mapleworks', project: 'Fractional CTO' },
];
const WORK = [
  ['Board deck, second pass', 'C5', ''],
  ['Architecture review: "events, then queries"', 'C2', 'deep work'],
  ['Vendor call', 'C4', ''],
  ['Candidate screen', 'search', 'interviews'],
  ['Weekly with the VP', 'pairing', ''],
  ['Invoice and mail', '', 'admin'],
  ['Incident follow-up', 'V7', ''],
  ['=SUM(1,2) pasted from a sheet', 'V3', ''],
  ['Überblick für Zoë', 'C1', ''],
] as const;

/** Rows of one person never overlap and lie within working days; seconds are odd on purpose. The same plan gives the same file. */
export function togglExport(plan: TogglExportPlan): { text: string; rows: number; seconds: number } {
  const [people, projects] = [plan.people ?? PEOPLE, plan.projects ?? PROJECTS];
  const next = numbers(plan.rows);
  const cells: string[][] = [];
  let seconds = 0;
  let on = plan.until;
  while (cells.length < plan.rows) {
    if (weekday(on) <= 5) {
      for (const person of people) {
        let at = 8 * 3600 + next(3600);
        for (let n = 2 + next(3); n > 0 && cells.length < plan.rows; n--) {
          const lasting = 600 + next(6600);
          const [text, task, tags] = WORK[next(WORK.length)] ?? WORK[0];
          const { client, project } = projects[next(projects.length)] ?? { client: '', project: '' };
          const end = at + lasting;
          const times = [on, clock(at), on, clock(end), clock(lasting)];
          const billable = next(10) === 0 ? 'No' : 'Yes';
          cells.push([person.name, person.email, client, project, task, text, billable, ...times, tags, '']);
          seconds += lasting;
          at = end + 300 + next(1200);
        }
      }
    }
    on = addDays(on, -1);
  }
  const text = [HEADER, ...cells].map((row) => row.map(quoted).join(',')).join('\r\n');
  return { text: `\uFEFF${text}\r\n`, rows: cells.length, seconds };
}

function clock(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((n) => String(Math.floor(n)).padStart(2, '0'))
    .join(':');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Plain repeatable numbers below a limit. */
function numbers(seed: number): (limit: number) => number {
  let state = seed + 1;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}
