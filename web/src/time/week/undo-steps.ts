/** A way back, and what it leads back from, for the message that offers it. */
interface Step {
  readonly run: () => void;
}

/** The ways back of one grid, the newest first. Each is gone once. */
export class UndoSteps {
  private readonly steps: Step[] = [];

  /** Adds a way back; the function returned takes it, whichever came after. */
  add(run: () => void): () => void {
    const step = { run };
    this.steps.push(step);
    return () => this.take(step);
  }

  /** Takes the newest way back. Answers whether there was one. */
  undo(): boolean {
    const step = this.steps.at(-1);
    if (step) this.take(step);
    return step !== undefined;
  }

  private take(step: Step): void {
    const at = this.steps.indexOf(step);
    if (at < 0) return;
    this.steps.splice(at, 1);
    step.run();
  }
}
