/** What the command line's exit codes mean; `docs/command-line.md` lists them. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** No such tenant, user or object. */
  notFound: 3,
  /** Something was held back until somebody accepts it; nothing was applied. */
  held: 4,
  /** The input was refused as a whole; nothing was applied. */
  refused: 5,
  /** Database, bucket or another part cannot be reached, or somebody else keeps it. */
  unavailable: 69,
  interrupted: 130,
} as const;

/** Ends a command with a message for the person at the terminal: what is wrong, and what to do next. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}
