/** Every address of the web, in one place. `$name` is a part that the address carries. */
export const paths = {
  home: '/',
  /** A mailed link leads here too, with its token in the fragment. */
  signIn: '/sign-in',
  /** Where an invitation leads; its token travels in the fragment. */
  invitation: '/invitation',
  practice: '/p/$practice',
  portal: '/portal/$practice/$client',
  inPortal: { home: '/', board: '/board' },
  inPractice: {
    today: '/',
    time: '/time',
    timeDay: '/time/day/$date',
    timeImport: '/time/import',
    statements: '/statements',
    clients: '/clients',
    client: '/clients/$client',
    settings: '/settings',
    members: '/settings/members',
  },
  inClient: {
    overview: '/',
    hours: '/hours',
    search: '/search',
    /** One person's panel over the search. */
    person: '$person',
    summaries: '/summaries',
    summary: '/summaries/$month',
    settings: '/settings',
  },
} as const;
