import type { ExitParty } from '@domain/search/candidacy';

/** Who decided that somebody is out, as it is read. */
export const PARTY_WORDS: Record<ExitParty, string> = {
  us: 'We decided',
  client: 'The client decided',
  candidate: 'The candidate decided',
  circumstance: 'Circumstances',
};
