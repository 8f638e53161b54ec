import { expect, test } from '@jest/globals';
import { beginLocal } from '../../api/bin/start/begin-local.mjs';

/** Starts on a data folder that has begun already, and answers what was said. */
async function saidOn(remark: string, empty: boolean): Promise<string[]> {
  const said: string[] = [];
  const cluster = { url: (name: string) => `postgresql://localhost/${name}`, ask: async () => [{ remark }] };
  await beginLocal({
    cluster: cluster as never,
    secret: 'x'.repeat(32),
    empty,
    say: (what) => said.push(what),
    prepare: async () => undefined,
  });
  return said;
}

test('--empty says so where it comes too late', async () => {
  const tooLate = ['--empty counts only on the first start; what this data folder holds already stays as it is.'];
  expect(await saidOn('begun with the demo practice', true)).toEqual(tooLate);
  expect(await saidOn('begun empty', true)).toEqual(tooLate);
  expect(await saidOn('begun with the demo practice', false)).toEqual([]);
});
