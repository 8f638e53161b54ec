const WORDS: Record<string, string> = {
  owner: 'Owner',
  cto: 'CTO',
  assistant: 'Assistant',
  bookkeeper: 'Bookkeeper',
  sponsor: 'Sponsor',
  member: 'Member',
  board: 'Board',
  panelist: 'Interviewer',
  vp: 'VP of Engineering',
};

/** A role as people read it. */
export function roleInWords(role: string): string {
  return WORDS[role] ?? role;
}
