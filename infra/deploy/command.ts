import { execFile, spawn } from "node:child_process";
import { delimiter, join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** A command as a person would type it, in the project's folder. */
export interface Command {
  readonly program: "aws" | "cdk" | "node";
  readonly args: readonly string[];
  /** What it is for, where a plan shows several. */
  readonly note?: string;
}

export const aws = (...args: readonly string[]): Command => ({ program: "aws", args });
export const cdk = (...args: readonly string[]): Command => ({
  program: "cdk",
  args: [...args, "--app", "infra/cdk.out"],
});
export const node = (...args: readonly string[]): Command => ({ program: "node", args });

/** The command as it can be pasted into a shell. */
export function shown({ program, args }: Command): string {
  return [program, ...args.map(quoted)].join(" ");
}

function quoted(text: string): string {
  return /^[\w@%+=:,./<>-]+$/.test(text) && !/[<>]/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command that ended with another code than 0. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly command: Command;

  constructor(command: Command, said: string) {
    super(`${shown(command)} failed${said.trim() === "" ? "" : `: ${said.trim()}`}`);
    this.command = command;
  }
}

/** Carries commands out. */
export interface Shell {
  /** Shows what the command says while it runs. @throws {CommandError} */
  run(command: Command): Promise<void>;
  /** What the command prints, as JSON; undefined where it prints nothing. @throws {CommandError} */
  read(command: Command): Promise<unknown>;
}

/** The machine's own programs; `cdk` is the project's. */
export function realShell(environment: NodeJS.ProcessEnv): Shell {
  const path = [join(ROOT, "infra/node_modules/.bin"), environment.PATH ?? ""].join(delimiter);
  const options = { cwd: ROOT, env: { ...environment, PATH: path, AWS_PAGER: "" } };
  const programOf = ({ program }: Command) => (program === "node" ? process.execPath : program);
  return {
    run: (command) =>
      new Promise((resolve, reject) => {
        const child = spawn(programOf(command), command.args, { ...options, stdio: ["inherit", "inherit", "inherit"] });
        child.once("error", (error) => reject(new CommandError(command, error.message)));
        child.once("exit", (code) =>
          code === 0 ? resolve() : reject(new CommandError(command, `it ended with ${code}`)),
        );
      }),
    read: (command) =>
      new Promise((resolve, reject) => {
        execFile(programOf(command), [...command.args], options, (error, stdout, stderr) => {
          if (error !== null) return reject(new CommandError(command, stderr || error.message));
          resolve(stdout.trim() === "" ? undefined : JSON.parse(stdout));
        });
      }),
  };
}
