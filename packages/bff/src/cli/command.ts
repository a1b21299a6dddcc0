import type { Services } from "../composition/services.ts";
import type { Config } from "../config/config.ts";

/** Where a command writes, and how it learns that nobody waits any longer. */
export interface CommandIo {
  /** Directory in which relative paths mean something. */
  readonly cwd: string;
  stdout(text: string): void | Promise<void>;
  /** Progress, warnings and errors: everything that is not the answer. */
  stderr(text: string): void | Promise<void>;
  readonly signal: AbortSignal;
}

/** Options every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

export interface Operand {
  /** As usage shows it: `<tenant>`, `<path...>`. */
  readonly syntax: string;
  readonly description: string;
}

export interface Option {
  /** As usage shows it: `--tenant <id>`, or `--user <ids...>` for one that takes several and may come again. */
  readonly syntax: string;
  readonly description: string;
  readonly required?: boolean;
  /** Reads the text; throws an Error whose message says what is wrong with it. */
  readonly parse?: (text: string) => unknown;
}

interface CommandText {
  /** One or two words: `detect`, `tenant create`. */
  readonly name: string;
  readonly summary: string;
  readonly operands?: readonly Operand[];
  readonly options?: readonly Option[];
  /** Printed after the options of `--help`. */
  readonly help?: string;
}

/** A command that works on the tenants' database; where another process owns it, that process runs the command. */
export interface DatabaseCommand extends CommandText {
  readonly needs: "database";
  /** Asked of the person at the terminal before the command goes anywhere. */
  readonly confirm?: (operands: readonly string[]) => string;
  run(services: Services, io: CommandIo, options: never, operands: readonly string[]): Promise<number>;
}

/** Runs a command line that another process sent to this one, which owns the database. */
export type RunSentCommand = (argv: readonly string[], io: CommandIo, services: Services) => Promise<number>;

/** What a command gets that opens what it needs by itself. */
export interface LocalContext {
  readonly config: Config;
  readonly runSent: RunSentCommand;
}

/** A command that needs the configuration alone, or opens what it needs by itself. */
export interface LocalCommand extends CommandText {
  readonly needs: "config";
  run(context: LocalContext, io: CommandIo, options: never, operands: readonly string[]): Promise<number>;
}

export type CliCommand = DatabaseCommand | LocalCommand;

/** One JSON document on stdout, and nothing else. */
export function writeJson(io: CommandIo, value: unknown): void | Promise<void> {
  return io.stdout(`${JSON.stringify(value)}\n`);
}
