/**
 * What a browser loads for each screen, gzipped, read from Vite's manifest: the entry, the modules of the screen, and all
 * they import statically. Prints every screen and fails when one is beyond its budget.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const KIB = 1024;
const BUDGET = { first: 180, route: 220, portal: 160, css: 30, lazy: 60 };

const dist = process.argv[2] ? pathToFileURL(`${process.argv[2]}/`) : new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const SHELL = 'src/app/practice-shell.tsx';
const FRAME = [SHELL, 'src/app/client-frame.tsx'];

const SCREENS = [
  { name: 'sign-in', budget: BUDGET.first, modules: ['src/identity/sign-in-page.tsx'] },
  { name: 'today', budget: BUDGET.first, modules: [SHELL, 'src/clients/today-page.tsx'] },
  { name: 'clients', budget: BUDGET.route, modules: [SHELL, 'src/clients/clients-page.tsx'] },
  { name: 'time', budget: BUDGET.route, modules: [SHELL, 'src/time/time-page.tsx'] },
  { name: 'import', budget: BUDGET.route, modules: [SHELL, 'src/time/import-page.tsx'] },
  { name: 'client overview', budget: BUDGET.route, modules: [...FRAME, 'src/app/overview-page.tsx'] },
  { name: 'client hours', budget: BUDGET.route, modules: [...FRAME, 'src/app/hours-page.tsx'] },
  { name: 'client search', budget: BUDGET.route, modules: [...FRAME, 'src/app/search-route.tsx'] },
  { name: 'client summaries', budget: BUDGET.route, modules: [...FRAME, 'src/app/summaries-route.tsx'] },
  { name: 'client summary', budget: BUDGET.route, modules: [...FRAME, 'src/app/summary-route.tsx'] },
  { name: 'client settings', budget: BUDGET.route, modules: [...FRAME, 'src/app/client-settings-page.tsx'] },
  { name: 'settings', budget: BUDGET.route, modules: [SHELL, 'src/identity/settings-page.tsx'] },
  { name: 'members', budget: BUDGET.route, modules: [SHELL, 'src/identity/members-page.tsx'] },
  { name: 'portal', budget: BUDGET.portal, modules: ['src/app/portal-shell.tsx', 'src/portal/portal-page.tsx'] },
];

function gzipped(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / KIB;
}

function loadedBy(names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name)) continue;
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the manifest has no ${name}`);
    seen.add(name);
    loadedBy(chunk.imports ?? [], seen);
  }
  return [...seen].map((name) => manifest[name]);
}

let beyond = 0;
function report(name, size, budget) {
  const over = size > budget;
  beyond += over ? 1 : 0;
  console.log(`${name.padEnd(32)} ${size.toFixed(1).padStart(7)} of ${budget} KB${over ? '  BEYOND' : ''}`);
}

for (const { name, budget, modules } of SCREENS) {
  const chunks = loadedBy(['index.html', ...modules]);
  report(
    name,
    chunks.reduce((sum, { file }) => sum + gzipped(file), 0),
    budget,
  );
  const sheets = new Set(chunks.flatMap(({ css = [] }) => css));
  report(
    `  css`,
    [...sheets].reduce((sum, file) => sum + gzipped(file), 0),
    BUDGET.css,
  );
}
const first = new Set(loadedBy(['index.html']).map(({ file }) => file));
for (const { file, isEntry } of Object.values(manifest))
  if (file.endsWith('.js') && !isEntry && !first.has(file)) {
    const size = gzipped(file);
    if (size > BUDGET.lazy / 2) report(file, size, BUDGET.lazy);
  }
process.exitCode = beyond > 0 ? 1 : 0;
