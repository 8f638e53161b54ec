// What a statement's files cost, as ratios to the library alone, in the same process and run: a month's PDF against the layout
// engine by itself, a workbook of 10,000 rows against hucre's stream, and the longest time the server could not answer meanwhile.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { writeXlsxStream } from 'hucre/xlsx';
import { monthOf } from './month.mjs';

const ROUNDS = 7;
const PDF_MARK = 1.5;
const XLSX_MARK = 2;
const STALL_MARK_MS = 20;
const ENTRIES_OF_A_MONTH = 40;
const ROWS = 10_000;

const render = new URL('../../api/dist/src/statements/render/', import.meta.url);

/** Measures and prints; answers how many of the three marks were reached. */
export async function benchFiles() {
  const { renderStatement } = await import(new URL('render.js', render).href);
  const { stopDrawing } = await import(new URL('pdf.js', render).href);
  const month = await monthOf(ENTRIES_OF_A_MONTH);
  const long = await monthOf(ROWS);
  const engine = await engineAlone(month);

  const pdf = await inTurns(
    () => engine(),
    () => renderStatement(month, 'pdf'),
  );
  const xlsx = await inTurns(
    () => workbookAlone(long),
    () => renderStatement(long, 'xlsx'),
  );
  const stalls = [];
  for (let round = 0; round < ROUNDS; round += 1) stalls.push(await longestStall(() => renderStatement(long, 'xlsx')));
  // What the code does to its neighbours it does every time; the rest is other programs on this machine.
  const stall = Math.min(...stalls);
  await stopDrawing();

  const lines = [
    [`statement PDF, ${ENTRIES_OF_A_MONTH} entries`, ...ratio(pdf, PDF_MARK)],
    [`XLSX, ${ROWS} rows`, ...ratio(xlsx, XLSX_MARK)],
    [
      `longest stall in that XLSX`,
      '',
      `${stall.toFixed(1)} ms`,
      '',
      `${STALL_MARK_MS} ms`,
      verdict(stall <= STALL_MARK_MS),
    ],
  ];
  console.log('\nFiles, medians against the library alone (Typst by itself, hucre’s stream):');
  for (const [title, alone, ours, times, mark, how] of lines) {
    console.log(
      `${title.padEnd(32)}${alone.padStart(10)}${ours.padStart(10)}${times.padStart(8)}${mark.padStart(8)}  ${how}`,
    );
  }
}

/** @param {{ alone: number, ours: number }} medians @param {number} mark */
function ratio({ alone, ours }, mark) {
  const times = ours / alone;
  return [`${alone.toFixed(1)} ms`, `${ours.toFixed(1)} ms`, times.toFixed(2), mark.toFixed(2), verdict(times <= mark)];
}

/** @param {boolean} reached */
function verdict(reached) {
  return reached ? 'ok' : 'HIGH';
}

/** Both in turns, after a first round that does not count. */
async function inTurns(alone, ours) {
  const taken = { alone: [], ours: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [one, other] = [await time(alone), await time(ours)];
    if (round === 0) continue;
    taken.alone.push(one);
    taken.ours.push(other);
  }
  const middle = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
  return { alone: middle(taken.alone), ours: middle(taken.ours) };
}

async function time(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The longest time between two turns of a clock that ticks every millisecond. */
async function longestStall(work) {
  let longest = 0;
  let last = performance.now();
  const clock = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await setTimeout(5);
  longest = 0;
  await work();
  await setTimeout(5);
  clearInterval(clock);
  return longest;
}

/** The same template drawn by the engine alone, in this thread. */
async function engineAlone(edition) {
  const require = createRequire(new URL('pdf-worker.mjs', render));
  const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
  const { printStatement } = await import(new URL('../../api/dist/domain/statements/print.js', import.meta.url).href);
  const fonts = [
    'noto-sans/400Regular',
    'noto-sans/600SemiBold',
    'noto-sans/700Bold',
    'noto-sans-jp/400Regular',
    'noto-sans-jp/700Bold',
  ];
  const compiler = NodeCompiler.create({
    workspace: fileURLToPath(render),
    fontArgs: [
      {
        fontPaths: fonts.map((font) => {
          const [family = '', weight = ''] = font.split('/');
          return join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), weight);
        }),
      },
    ],
  });
  const inputs = { content: JSON.stringify(printStatement(edition, '0'.repeat(64))), paper: 'a4' };
  return () => {
    const { result } = compiler.compile({ mainFilePath: fileURLToPath(new URL('statement.typ', render)), inputs });
    const bytes = compiler.pdf(result, { pdfStandard: 'ua-1' });
    compiler.evictCache(1);
    return bytes;
  };
}

/** The entries as the library streams them: one sheet, no formula, no style but the formats. */
async function workbookAlone({ hours }) {
  const rows = hours.entries.map(({ day, author, activity, text, billable, worked, counted }) => [
    new Date(`${day}T00:00:00Z`),
    author,
    activity?.label ?? '',
    text,
    billable ? 'yes' : 'no',
    worked / 1440,
    (counted ?? 0) / 1440,
  ]);
  const columns = ['Date', 'Who', 'Activity', 'What', 'Billable', 'Worked', 'Counted'].map((header, at) => {
    return { header, width: 14, ...(at > 4 ? { numFmt: '[h]:mm' } : {}) };
  });
  let size = 0;
  for await (const chunk of writeXlsxStream(rows, { name: 'Entries', columns })) size += chunk.length;
  return size;
}
