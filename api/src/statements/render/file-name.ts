import type { StatementEdition } from '../../../domain/statements/edition.js';

const LONGEST_CLIENT = 60;

/** `acme-robotics-2026-11-v1-client.pdf`: plain ASCII, so that no mail program or disk reads anything else into it. */
export function fileNameOf({ client, month, version, edition }: StatementEdition, extension: string): string {
  const name = client.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_CLIENT)
    .replace(/^-+|-+$/g, '');
  const state = version === null ? 'draft' : `v${version}`;
  return [name || 'client', month.month, state, edition].join('-') + `.${extension}`;
}
