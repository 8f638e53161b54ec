const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a session lives unused, and at the most, in milliseconds. Client people look in seldom. */
export const IDLE = {
  staff: { idle: 8 * HOUR, absolute: 7 * DAY },
  client: { idle: 30 * DAY, absolute: 90 * DAY },
} as const;

/** How long a sign-in link and code, and an invitation, may be used. */
export const SIGN_IN_MINUTES = 15;
export const INVITATION_HOURS = 72;

/** How old a factor may be when a delicate act is asked for; the doors of the database compare it. */
export const FRESH_MINUTES = 10;

/** Wrong codes after which a request to sign in or to confirm a session is used up. */
export const CODE_TRIES = 5;
