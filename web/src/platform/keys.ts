import { useEffect } from 'react';

const PAUSE_MS = 800;

/** Keys by name (`c`, `?`, `mod+k`, or `g t` for one after the other), each with what it does. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${key}`;
}

/** Listens to keys on the whole page. Single letters never fire in a field or under an open dialog. */
export function useKeys(keys: KeyMap): void {
  useEffect(() => {
    let before = '';
    let since = 0;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = nameOf(event);
      if (!name.startsWith('mod+') && (isTyping(event.target) || document.querySelector('dialog[open]'))) return;
      if (name === 'mod+z' && isTyping(event.target)) return;
      const pair = event.timeStamp - since < PAUSE_MS ? `${before} ${name}` : '';
      before = name;
      since = event.timeStamp;
      const act = (pair && keys[pair]) || keys[name];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [keys]);
}
