/** Something the person at the keyboard can mend: printed as it stands, without a stack. */
export class Trouble extends Error {
  /** @override */
  name = 'Trouble';
}

/**
 * Prints what went wrong and sets the exit code: the sentence alone for a `Trouble` or settings that are not usable, everything for a bug.
 *
 * @param {unknown} error
 */
export function report(error) {
  const known = error instanceof Error && (error instanceof Trouble || error.name === 'SettingsError');
  console.error(known ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
