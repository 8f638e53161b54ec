import type { HoursVisibility } from '../engagements/terms.js';
import { namesIn, type NarrativeWords } from './narrative.js';
import type { StatementSnapshot } from './snapshot.js';

/**
 * One sentence for every candidate whose name the client could read in the summary: in its words, or in what it takes over
 * from entries, phase and milestones.
 */
export function namesToWarnAbout(
  { hours, phase }: Pick<StatementSnapshot, 'hours' | 'phase'>,
  words: NarrativeWords,
  candidates: readonly string[],
  visibility: HoursVisibility,
): string[] {
  const taken = [
    ...(visibility === 'all_entries' ? hours.entries.map(({ text }) => text) : []),
    ...phase.timeline.flatMap(({ sentence, override }) => [sentence ?? '', override ?? '']),
    phase.milestone?.name ?? '',
  ].join('\n');
  const inWords = namesIn(words, candidates);
  const inFacts = namesIn({ outcomes: taken, decisions: '', risks: '', nextMonth: '' }, candidates);
  return [
    ...inWords.map((name) => `The words name ${name}, who is a candidate.`),
    ...inFacts.map((name) => `An entry, the timeline or a milestone names ${name}, who is a candidate.`),
  ];
}
