import type { MouseEvent } from 'react';

/** For links that open in place: a click with a modifier stays the browser's, to open a tab or a window. */
export function onPlainClick(act: () => void) {
  return (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
