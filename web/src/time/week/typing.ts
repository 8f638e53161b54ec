/** A cell being typed into. */
export interface Editing {
  readonly cell: string;
  readonly text: string;
  /** Begun by typing over what was there: arrows then leave the cell instead of moving in the text. */
  readonly replaces: boolean;
  readonly trouble?: string;
}

/**
 * What is being typed, readable at once: a field that loses the focus because its text was just taken over must know
 * that there is nothing left to take over.
 */
export class Typing {
  private editing: Editing | null = null;
  private readonly listeners = new Set<() => void>();

  readonly now = (): Editing | null => this.editing;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly set = (next: Editing | null): void => {
    this.editing = next;
    this.listeners.forEach((listener) => listener());
  };
}
