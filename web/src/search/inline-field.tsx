import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { sentenceFor } from '../platform/problems';
import classes from './inline-field.module.css';

interface InlineFieldProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'number' | 'lines';
  /** Stands in the empty field. */
  readonly empty?: string;
  readonly readOnly?: boolean;
  /** The heading above says the name already; it is then only spoken. */
  readonly named?: boolean;
  /** What is wrong with what was typed, before it is sent. */
  readonly check?: (value: string) => string | null;
  readonly onSave: (value: string) => Promise<unknown>;
}

/**
 * A value that is changed where it is read: Enter or leaving the field saves, Escape brings the old value back. What was
 * typed stays when it cannot be saved, and a dot marks it until it is.
 */
export function InlineField({
  label,
  value,
  type = 'text',
  empty,
  readOnly = false,
  named = false,
  check,
  onSave,
}: InlineFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const underway = useRef<string | null>(null);
  const unsaved = draft !== null && draft !== value;

  const restore = () => {
    setDraft(null);
    setProblem(null);
  };

  const save = async () => {
    if (!unsaved) return restore();
    if (underway.current === draft) return;
    const wrong = check?.(draft) ?? null;
    setProblem(wrong);
    if (wrong) return;
    underway.current = draft;
    try {
      await onSave(draft);
      restore();
    } catch (error) {
      setProblem(sentenceFor(error));
    } finally {
      underway.current = null;
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (type !== 'lines' || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
    if (event.key === 'Escape' && unsaved) {
      event.preventDefault();
      restore();
    }
  };

  const shared = {
    id,
    className: classes.input,
    'data-blank': (draft ?? value) === '' || undefined,
    value: draft ?? value,
    placeholder: readOnly ? '' : empty,
    readOnly,
    autoComplete: 'off',
    'aria-invalid': problem !== null || undefined,
    'aria-describedby': problem ? `${id}-problem` : undefined,
    onChange: (event: { currentTarget: { value: string } }) => setDraft(event.currentTarget.value),
    onBlur: () => void save(),
    onKeyDown,
  };

  return (
    <div className={classes.field} data-lines={type === 'lines' || undefined} data-named={named || undefined}>
      <label htmlFor={id} className={classes.label}>
        <span className={named ? 'visually-hidden' : undefined}>{label}</span>
        {unsaved ? (
          <span className={classes.unsaved} title="Not saved yet">
            <span className="visually-hidden"> not saved yet</span>
          </span>
        ) : null}
      </label>
      <div className={classes.value}>
        {type === 'lines' ? <textarea rows={4} {...shared} /> : <input type={type} {...shared} />}
        {problem ? (
          <p id={`${id}-problem`} className={classes.problem} role="alert">
            {problem}
          </p>
        ) : null}
      </div>
    </div>
  );
}
