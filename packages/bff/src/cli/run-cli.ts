import { CommanderError } from "commander";
import { createServices } from "../composition/create-services.ts";
import type { Services } from "../composition/services.ts";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { openOrDelegate } from "../db/index.ts";
import type { CommandIo, CommonOptions, RunSentCommand } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { explainFailure } from "./explain-failure.ts";
import { type Invocation, readCommandLine } from "./program.ts";

/** A terminal that can be asked; absent where nobody is there to answer. */
export type Confirm = (question: string) => Promise<boolean>;

/**
 * Runs a command line: here, or in the process that owns the embedded database.
 *
 * @returns the exit code; every error has been told on stderr by then
 */
export async function runCli(argv: readonly string[], io: CommandIo, confirm?: Confirm): Promise<number> {
  return guarded(io, async () => {
    const invocation = await readCommandLine(argv, io);
    if (invocation === undefined) return EXIT.ok;
    const { command, options, operands } = invocation;
    const { dataDir, port } = options as CommonOptions & { port?: number };
    const config = loadConfig({ dataDir, port });
    if (command.needs === "config")
      return command.run({ config, runSent: runSentCommand }, io, options as never, operands);
    if (command.confirm !== undefined && confirm !== undefined && !(await confirm(command.confirm(operands)))) {
      await io.stderr("nothing was changed\n");
      return EXIT.failed;
    }
    return runOnDatabase(invocation, argv, config, io);
  });
}

const runSentCommand: RunSentCommand = (argv, io, services) =>
  guarded(io, async () => {
    const invocation = await readCommandLine(argv, io);
    if (invocation?.command.needs !== "database") return EXIT.usage;
    return invocation.command.run(services, io, invocation.options as never, invocation.operands);
  });

async function runOnDatabase(
  { command, options, operands }: Invocation,
  argv: readonly string[],
  config: Config,
  io: CommandIo,
): Promise<number> {
  if (command.needs !== "database") return EXIT.usage;
  const run = async (services: Services): Promise<number> => {
    try {
      return await command.run(services, io, options as never, operands);
    } finally {
      await services.close();
    }
  };
  if (config.databaseUrl !== undefined) return run(await createServices(config));
  const opened = await openOrDelegate(
    config.dataDir,
    { command: command.name, argv: [...argv], cwd: io.cwd },
    {
      onStdout: (text) => void io.stdout(text),
      onStderr: (text) => void io.stderr(text),
      signal: io.signal,
    },
    { onProgress: (message) => void io.stderr(`${message}\n`) },
  );
  if ("exitCode" in opened) return opened.exitCode;
  try {
    return await run(await createServices(config, { database: opened.database }));
  } finally {
    await opened.database.close();
  }
}

async function guarded(io: CommandIo, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const { message, exitCode } = explainFailure(error, io.signal);
    await io.stderr(`dormant: ${message}\n`);
    return exitCode;
  }
}
