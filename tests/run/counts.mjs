import { existsSync, readFileSync, rmSync } from 'node:fs';

/** How many tests jest ran; a test file that did not even load counts as one that failed. @param {string} report */
export function jestCounts(report) {
  const read = take(report);
  return read && { passed: read.numPassedTests, failed: read.numFailedTests + read.numRuntimeErrorTestSuites };
}

/** How many journeys were walked to their end. @param {string} report */
export function journeyCounts(report) {
  const read = take(report);
  return read && { passed: read.stats.expected, failed: read.stats.unexpected + read.stats.flaky + read.errors.length };
}

/** A report is read once, so that the next run cannot take it for its own. @param {string} report */
function take(report) {
  if (!existsSync(report)) return undefined;
  const read = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  return read;
}
