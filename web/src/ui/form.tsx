import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import classes from './form.module.css';

interface FormProps {
  readonly onSubmit: () => void;
  readonly label?: string;
  readonly children: ReactNode;
}

/** Fields under each other on the 8 px rhythm; the browser's own checks stay out of the way of ours. */
export function Form({ onSubmit, label, children }: FormProps) {
  return (
    <form
      noValidate
      className={classes.form}
      aria-label={label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** Fields that belong beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}

interface FormEndProps {
  /** The deed as a verb. */
  readonly verb: string;
  readonly busy: boolean;
  readonly problem?: string | null;
  readonly onCancel?: () => void;
}

/** How a form ends: what went wrong with the whole, the deed, and the way out. */
export function FormEnd({ verb, busy, problem, onCancel }: FormEndProps) {
  return (
    <div className={classes.end}>
      <div role="alert" className={classes.problem}>
        {problem}
      </div>
      <div className={classes.buttons}>
        <Button type="submit" loading={busy}>
          {verb}
        </Button>
        {onCancel ? (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </div>
  );
}
