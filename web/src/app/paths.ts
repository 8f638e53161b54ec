/** Every address of the web, in one place. `$name` is a part that the address carries. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  /** Where a mailed link leads; its token travels in the fragment. */
  signInLink: '/sign-in/link',
  /** Where an invitation leads; its token travels in the fragment. */
  invitation: '/invitation',
  practice: '/p/$practice',
  portal: '/portal/$practice/$client',
  inPractice: {
    today: '/',
    time: '/time',
    timeImport: '/time/import',
    clients: '/clients',
    client: '/clients/$client',
    settings: '/settings',
    members: '/settings/members',
  },
  inClient: {
    overview: '/',
    hours: '/hours',
    search: '/search',
    summaries: '/summaries',
    summary: '/summaries/$month',
    settings: '/settings',
  },
} as const;
