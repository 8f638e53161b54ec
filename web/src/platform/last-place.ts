const LAST = 'place:';

/** Where somebody was last on this device, so that the start page leads back there. */
export function rememberPlace(userId: string, to: string): void {
  localStorage.setItem(`${LAST}${userId}`, to);
}

export function lastPlace(userId: string): string | null {
  return localStorage.getItem(`${LAST}${userId}`);
}
