const SHORTEST = 20;

/** What somebody reads whose link lost its end on the way. */
export const NOT_COMPLETE = 'This link is not complete. Copy the whole address from your mail.';

export function isComplete(token: string): boolean {
  return token.length >= SHORTEST;
}

/** The token that a mailed link carries in its fragment, which no server and no mail scanner ever reads. */
export function tokenInAddress(): string {
  return decodeURIComponent(window.location.hash.replace(/^#(token=)?/, ''));
}

/** Takes the token out of the address bar, so that it stays neither in the history nor in a shared screen. Where to go on stays. */
export function forgetToken(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
}
