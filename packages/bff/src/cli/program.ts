import { Command, InvalidArgumentError } from "commander";
import { VERSION } from "../config/version.ts";
import type { CliCommand, CommandIo, Option } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";

/** A command line, understood: which command, with what. */
export interface Invocation {
  readonly command: CliCommand;
  readonly options: Readonly<Record<string, unknown>>;
  readonly operands: readonly string[];
}

/**
 * Reads a command line.
 *
 * @returns undefined when the answer was given already (`--help`, `--version`)
 * @throws {CommanderError} after saying on stderr what is wrong
 */
export async function readCommandLine(argv: readonly string[], io: CommandIo): Promise<Invocation | undefined> {
  let invocation: Invocation | undefined;
  const program = configure(new Command("dormant"), io)
    .description("Find the accounts nobody uses, understand why each is a risk, and act.")
    .version(VERSION)
    .helpCommand(true)
    .showHelpAfterError("(add --help for usage)");
  const groups = new Map<string, Command>();
  for (const command of COMMANDS) {
    const [first = "", second] = command.name.split(" ");
    const parent = second === undefined ? program : groupOf(program, groups, first, io);
    parent.addCommand(
      describe(configure(new Command(second ?? first), io), command).action((...given: unknown[]) => {
        const self = given.at(-1) as Command;
        invocation = { command, options: self.opts(), operands: self.args };
      }),
    );
  }
  await program.parseAsync([...argv], { from: "user" });
  return invocation;
}

function configure(command: Command, io: CommandIo): Command {
  return command
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.stdout(text), writeErr: (text) => void io.stderr(text) });
}

function groupOf(program: Command, groups: Map<string, Command>, name: string, io: CommandIo): Command {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const members = COMMANDS.filter((command) => command.name.startsWith(`${name} `));
  const verbs = members.map((command) => command.name.slice(name.length + 1)).join(", ");
  const group = configure(new Command(name), io).description(`${verbs} (see dormant ${name} --help)`);
  groups.set(name, group);
  program.addCommand(group);
  return group;
}

function describe(target: Command, command: CliCommand): Command {
  target.summary(command.summary).description(command.summary);
  for (const operand of command.operands ?? []) target.argument(operand.syntax, operand.description);
  for (const option of command.options ?? []) addOption(target, option);
  target.option("--json", "print one JSON document on stdout and nothing else");
  target.option("--data-dir <dir>", "directory of the embedded database (default: DORMANT_DATA_DIR, or .dormant)");
  if (command.help !== undefined) target.addHelpText("after", `\n${command.help}`);
  return target;
}

function addOption(target: Command, { syntax, description, required = false, parse }: Option): void {
  const takesSeveral = syntax.includes("...");
  const read = (text: string, before: unknown): unknown => {
    try {
      const value = parse === undefined ? text : parse(text);
      return takesSeveral ? [...((before as readonly unknown[] | undefined) ?? []), value].flat() : value;
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
  const takesValue = syntax.includes("<");
  if (!takesValue) target.option(syntax, description);
  else if (required) target.requiredOption(syntax, description, read);
  else target.option(syntax, description, read);
}
