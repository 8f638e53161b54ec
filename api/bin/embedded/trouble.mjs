/** Something the person at the keyboard can mend: printed as it stands, without a stack. */
export class Trouble extends Error {
  /** @override */
  name = 'Trouble';
}

/** The errors that are told as sentences: ours, and those of the server that we have built. */
const sentences = new Set(['Trouble', 'SettingsError', 'CommandError']);

/**
 * Prints what went wrong and sets the exit code: a sentence where one was meant for the reader, everything for a bug.
 *
 * @param {unknown} error
 */
export function report(error) {
  console.error(error instanceof Error && sentences.has(error.name) ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
