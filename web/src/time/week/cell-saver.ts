import type { CellContent } from './cell-content';
import type { FailedCell, GridCell, Overlay } from './grid-rows';
import { cellKey, type CellIdentity } from './row-identity';

export type NamedCell = CellIdentity & Pick<GridCell, 'clientName'>;

/** A cell that is to hold something else, and how one would type that. */
export interface Want {
  readonly cell: NamedCell;
  readonly content: CellContent | null;
  readonly typed: string;
}

interface SaverPorts {
  /** Brings about what is wanted; answers once it is stored. */
  readonly save: (want: Want) => Promise<void>;
  /** Says what became of a want that was refused, in a sentence about that cell. */
  readonly refused: (want: Want, error: unknown) => string;
  /** Everything that was wanted has been tried. */
  readonly settled: () => void;
}

/**
 * What people put into cells, on its way. It shows at once, goes out one at a time in the order of the typing, and of
 * several changes to one cell only the last is sent. What is refused goes back to what was, with the typing kept.
 */
export class CellSaver {
  private readonly wants = new Map<string, Want>();
  private readonly failures = new Map<string, FailedCell>();
  private readonly listeners = new Set<() => void>();
  private seen: Overlay = { wanted: new Map(), failed: new Map() };
  private running = false;

  constructor(private readonly ports: SaverPorts) {}

  /** What lies over the stored week right now; another object whenever it changes. */
  readonly overlay = (): Overlay => this.seen;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get busy(): boolean {
    return this.wants.size > 0;
  }

  want(wants: readonly Want[]): void {
    for (const want of wants) {
      this.failures.delete(cellKey(want.cell));
      this.wants.set(cellKey(want.cell), want);
    }
    this.tell();
    void this.run();
  }

  /** Keeps in a cell what cannot be read as hours. */
  fail(cell: CellIdentity, failed: FailedCell): void {
    this.failures.set(cellKey(cell), failed);
    this.tell();
  }

  /** Gives up what was typed and refused. */
  forget(cell: CellIdentity): void {
    if (this.failures.delete(cellKey(cell))) this.tell();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let [next] = this.wants; next; [next] = this.wants) await this.bringAbout(...next);
    this.running = false;
    this.ports.settled();
  }

  private async bringAbout(key: string, want: Want): Promise<void> {
    try {
      await this.ports.save(want);
      if (this.wants.get(key) === want) this.wants.delete(key);
    } catch (error) {
      const latest = this.wants.get(key) ?? want;
      this.wants.delete(key);
      this.failures.set(key, { typed: latest.typed, sentence: this.ports.refused(latest, error) });
    }
    this.tell();
  }

  private tell(): void {
    const wanted = new Map([...this.wants].map(([key, { content }]) => [key, content]));
    this.seen = { wanted, failed: new Map(this.failures) };
    this.listeners.forEach((listener) => listener());
  }
}
