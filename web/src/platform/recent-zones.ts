const RECENT = 'zones';
const MOST = 4;

/** The zones that were chosen last on this device, newest first; signing out forgets them. */
export function recentZones(): readonly string[] {
  return (localStorage.getItem(RECENT) ?? '').split(' ').filter(Boolean);
}

export function noteZone(zone: string): void {
  localStorage.setItem(RECENT, [zone, ...recentZones().filter((one) => one !== zone)].slice(0, MOST).join(' '));
}

export function forgetZones(): void {
  localStorage.removeItem(RECENT);
}
