import { createHmac } from 'node:crypto';

/** The roles that the running app logs in as, each with its own pool. */
export const roles = ['app_rw', 'app_portal', 'app_auth', 'app_jobs'] as const;

/**
 * The roles of a server's administrator: whoever holds the app's secret must not come in as one of them, so they get no
 * derived password, and none at all until the administrator sets it. `app_owner`, which owns everything, never logs in.
 */
export const administrativeRoles = ['app_migrate', 'app_backup'] as const;

export type Role = (typeof roles)[number];
export type AdministrativeRole = (typeof administrativeRoles)[number];

/** A role's password, derived so that no second secret has to be kept, handed out or lost. */
export function rolePassword(secret: string, role: Role): string {
  return createHmac('sha256', secret).update(`role:${role}`).digest('base64url');
}

/** The address under which a role reaches the administrator's database. */
export function roleUrl(adminUrl: string, secret: string, role: Role): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.toString();
}
