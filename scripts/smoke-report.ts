/** What a check found wrong; undefined where all is right. */
export type Fault = string | undefined;

/** A line for each thing that was asked, and how many answers were wrong. */
export class SmokeReport {
  readonly #say: (line: string) => void;
  #wrong = 0;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get wrong(): number {
    return this.#wrong;
  }

  /** Counts as wrong what throws, or takes longer than `limitMs`. @returns whether it was right */
  async check(what: string, limitMs: number, ask: () => Promise<Fault>): Promise<boolean> {
    const startedAt = performance.now();
    let fault: Fault;
    try {
      fault = await ask();
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
    }
    const tookMs = performance.now() - startedAt;
    if (fault === undefined && tookMs > limitMs) fault = `took longer than ${limitMs} ms`;
    if (fault !== undefined) this.#wrong += 1;
    const verdict = fault === undefined ? "ok    " : "WRONG ";
    this.#say(`${verdict} ${what.padEnd(44)} ${tookMs.toFixed(0).padStart(5)} ms  ${fault ?? ""}`.trimEnd());
    return fault === undefined;
  }
}
