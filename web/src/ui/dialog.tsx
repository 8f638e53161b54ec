import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import classes from './dialog.module.css';
import { rise } from './top-layer';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `side` lays a panel over the right part of the list it belongs to. */
  readonly place?: 'middle' | 'side';
}

const FIRST = '[data-autofocus], :is(input, select, textarea):not([disabled])';

/**
 * The browser's own dialog: it keeps the focus inside, makes the page behind inert, closes on Escape and gives the focus
 * back to what opened it. Content is made when it opens, so a form inside starts afresh.
 */
export function Dialog({ title, open, onClose, place = 'middle', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = element.current;
    if (!dialog || !open) return;
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>(FIRST)?.focus();
    const sink = rise(dialog);
    return () => {
      sink();
      dialog.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [open]);

  if (!open) return null;
  return (
    <dialog
      ref={element}
      className={classes.dialog}
      data-place={place}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        <button type="button" className={classes.close} aria-label="Close" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      <div className={classes.body}>{children}</div>
    </dialog>
  );
}

/** The row of buttons at the end of a dialog: the deed first, the way out beside it. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
