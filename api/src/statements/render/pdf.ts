import { Worker } from 'node:worker_threads';
import type { PrintedBoard } from '../../../domain/statements/print-board.js';
import type { PrintedStatement } from '../../../domain/statements/print.js';

export type Paper = 'a4' | 'us-letter';

/** The PDF could not be drawn: the layout engine failed, or took longer than it may. */
export class PdfFailure extends Error {
  override readonly name = 'PdfFailure';
}

interface Page {
  readonly template: 'statement.typ' | 'board.typ';
  readonly content: PrintedStatement | PrintedBoard;
}

interface Job extends Page {
  readonly paper: Paper;
  readonly done: (bytes: Uint8Array) => void;
  readonly failed: (failure: PdfFailure) => void;
}

type Answer = { readonly bytes: Uint8Array } | { readonly failure: string };

const TIMEOUT_MS = 20_000;

const waiting: Job[] = [];
let current: { readonly job: Job; readonly timer: NodeJS.Timeout } | null = null;
let worker: Worker | null = null;

/** A printed summary as a PDF. */
export function drawPdf(statement: PrintedStatement, paper: Paper): Promise<Uint8Array> {
  return draw({ template: 'statement.typ', content: statement }, paper);
}

/** A printed board page as a PDF. */
export function drawBoard(board: PrintedBoard, paper: Paper): Promise<Uint8Array> {
  return draw({ template: 'board.typ', content: board }, paper);
}

/**
 * Draws with the layout engine, in a thread of its own so that requests do not wait for it. One at a time; a thread that
 * dies or does not answer is replaced, and only what it was drawing fails.
 */
function draw(page: Page, paper: Paper): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    waiting.push({ ...page, paper, done, failed });
    next();
  });
}

/** Ends the thread; what still waits fails. The next drawing starts a new one. */
export async function stopDrawing(): Promise<void> {
  for (const job of waiting.splice(0)) job.failed(new PdfFailure('the server is stopping'));
  await replace('the server is stopping');
}

function next(): void {
  if (current !== null) return;
  const job = waiting.shift();
  if (job === undefined) {
    worker?.unref();
    return;
  }
  worker ??= start();
  worker.ref();
  const timer = setTimeout(() => void replace(`no answer within ${TIMEOUT_MS} ms`), TIMEOUT_MS);
  current = { job, timer };
  worker.postMessage({ template: job.template, content: JSON.stringify(job.content), paper: job.paper });
}

function start(): Worker {
  const thread = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const died = (reason: string) => {
    if (worker === thread) void replace(reason);
  };
  thread.on('message', (answer: Answer) => {
    if (worker === thread) settle(answer);
  });
  thread.on('error', (error: Error) => died(error.message));
  thread.on('exit', (code) => died(`the drawing thread ended with ${code}`));
  return thread;
}

function settle(answer: Answer): void {
  const settled = current;
  current = null;
  if (settled !== null) {
    clearTimeout(settled.timer);
    if ('bytes' in answer) settled.job.done(answer.bytes);
    else settled.job.failed(new PdfFailure(answer.failure));
  }
  next();
}

async function replace(reason: string): Promise<void> {
  const old = worker;
  worker = null;
  settle({ failure: reason });
  await old?.terminate();
}
