import { expect, test } from '@jest/globals';
import { decideArchiving } from '@domain/clients/archiving';

test('a client without a running engagement can be put away', () => {
  expect(decideArchiving({ archived: false, engagementRunning: false }).ok).toBe(true);
});

test('a running engagement keeps a client, and one that is away is not put away again', () => {
  expect(decideArchiving({ archived: false, engagementRunning: true })).toMatchObject({
    refusal: { code: 'clients.engagement_running' },
  });
  expect(decideArchiving({ archived: true, engagementRunning: false })).toMatchObject({
    refusal: { code: 'clients.archived' },
  });
});
