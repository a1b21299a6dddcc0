/** Another process owns the data directory. */
export class DirectoryOwnedError extends Error {
  override readonly name = "DirectoryOwnedError";
  readonly directory: string;
  readonly pid: number | undefined;
  /** True when the owner takes commands: the work can be sent to it. */
  readonly takesCommands: boolean;

  constructor(directory: string, pid: number | undefined, takesCommands: boolean) {
    const who = pid === undefined ? "another process" : `process ${pid}`;
    super(
      takesCommands
        ? `${who} owns the database in ${directory}; send the command to it`
        : `${who} is working on the database in ${directory}; try again when it has finished, or name another directory`,
    );
    this.directory = directory;
    this.pid = pid;
    this.takesCommands = takesCommands;
  }
}

/** The owner could not be reached; the command has not begun. */
export class OwnerUnreachableError extends Error {
  override readonly name = "OwnerUnreachableError";
}

/** The owner ended, or the connection to it, while the command ran: how far it came is not known. */
export class OwnerLostError extends Error {
  override readonly name = "OwnerLostError";

  constructor(options?: ErrorOptions) {
    super(
      "the process that owns the database ended while the command ran; see what was done before you repeat it",
      options,
    );
  }
}

/** The owner is another release of this program and cannot be spoken to. */
export class OwnerProtocolError extends Error {
  override readonly name = "OwnerProtocolError";

  constructor(theirs: number, ours: number) {
    super(
      `the process that owns the database speaks protocol ${theirs}, this command ${ours}: ` +
        "stop the owner, or run both from the same release",
    );
  }
}
