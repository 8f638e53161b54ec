import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves word in the data folder of where Baton is served, for commands that make links to it. @param {string} folder @param {string} url */
export function leaveAddress(folder, url) {
  writeFileSync(file(folder), url);
}

/** Takes it away again, unless another Baton has left its own since. @param {string} folder @param {string} url */
export function takeAddress(folder, url) {
  if (readAddress(folder) === url) rmSync(file(folder), { force: true });
}

/** Where the Baton of that data folder is served, if it is. @param {string} folder */
export function readAddress(folder) {
  return existsSync(file(folder)) ? readFileSync(file(folder), 'utf8') : undefined;
}

/** @param {string} folder */
function file(folder) {
  return join(folder, 'address');
}
