import type { ProblemCode } from '@contract/problems';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import type { ZodType } from 'zod';
import { Refusal } from './api';
import { keep, readKept } from './kept';
import { fieldsOf, sentenceFor } from './problems';

interface KeptAs {
  readonly practice: string;
  readonly name: string;
}

interface DraftOptions<V extends Record<string, unknown>, B> {
  readonly initial: V;
  /** The body schema of the route that is called: the form asks for what the promise asks for, in the same words. */
  readonly schema: ZodType<unknown, B>;
  readonly toBody: (values: V) => B;
  readonly send: (body: B) => Promise<unknown>;
  readonly onDone?: () => void;
  /** Where what is typed is kept until it is sent, beyond the end of a session. Never for words about candidates. */
  readonly kept?: KeptAs;
  /** Beside which field a refusal is explained; without one it stands above the buttons. */
  readonly fieldOf?: Partial<Record<ProblemCode, keyof V & string>>;
}

export interface Draft<V extends Record<string, unknown>> {
  readonly form: UseFormReturnType<V>;
  readonly submit: () => void;
  readonly busy: boolean;
  /** What went wrong with the whole, as a sentence. */
  readonly problem: string | null;
  /** The no that was answered last, for what it offers instead. */
  readonly refusal: Refusal | null;
}

/** What somebody is writing until it is sent: checked by the contract, and never cleared by a failure. */
export function useDraft<V extends Record<string, unknown>, B>(options: DraftOptions<V, B>): Draft<V> {
  const { initial, schema, toBody, send, onDone, kept, fieldOf = {} } = options;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useForm<V>({
    initialValues: kept ? { ...initial, ...keptValues<V>(kept) } : initial,
    validate: (values) => errorsIn(schema, toBody(values)),
    ...(kept ? { onValuesChange: (values: V) => keep(kept.practice, kept.name, JSON.stringify(values)) } : {}),
  });

  const refuse = (error: unknown) => {
    const field = error instanceof Refusal ? fieldOf[error.code as ProblemCode] : undefined;
    const fields = field ? { [field]: sentenceFor(error) } : fieldsOf(error);
    form.setErrors(fields);
    setRefusal(error instanceof Refusal ? error : null);
    setProblem(Object.keys(fields).length > 0 ? null : sentenceFor(error));
  };

  const submit = form.onSubmit(
    async (values) => {
      setBusy(true);
      setProblem(null);
      setRefusal(null);
      try {
        await send(toBody(values));
        form.resetDirty();
        if (kept) keep(kept.practice, kept.name, '');
        onDone?.();
      } catch (error) {
        refuse(error);
      } finally {
        setBusy(false);
      }
    },
    () => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus(),
  );

  return { form, submit, busy, problem, refusal };
}

function keptValues<V>({ practice, name }: KeptAs): Partial<V> {
  return JSON.parse(readKept(practice, name) || '{}') as Partial<V>;
}

function errorsIn(schema: ZodType, body: unknown): Record<string, string> {
  const read = schema.safeParse(body);
  if (read.success) return {};
  return Object.fromEntries(read.error.issues.toReversed().map((issue) => [issue.path.join('.'), issue.message]));
}
