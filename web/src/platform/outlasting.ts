/** What the storage of a browser may still hold after signing out; its owner alone is ever shown it. */
export const OUTLASTS = 'unsent:';

/**
 * Signing out has the browser empty its storage. What is not sent yet, whoever it belongs to, is put back afterwards: it
 * is the one thing that stays.
 */
export async function outlasting(signOut: () => Promise<unknown>): Promise<void> {
  const kept = Object.entries(localStorage).filter(([key]) => key.startsWith(OUTLASTS));
  await signOut();
  for (const [key, text] of kept) localStorage.setItem(key, String(text));
}
