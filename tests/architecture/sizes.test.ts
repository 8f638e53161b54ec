import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { bundleWeb } from '../../api/bin/build/web.mjs';

describe('what a browser loads', () => {
  it('stays within the budget of each screen', async () => {
    await bundleWeb();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['web/sizes.mjs'], { encoding: 'utf8' });
    expect({ status, told: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, told: '' });
  }, 120_000);
});
