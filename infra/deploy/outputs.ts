import { type StackPart, stackNameOf } from "../lib/names.ts";
import type { Stage } from "../lib/stages.ts";
import { aws, type Command } from "./command.ts";
import { StoppedError } from "./step.ts";

export function readOutputs(stage: Stage, part: StackPart): Command {
  return aws(
    ...["cloudformation", "describe-stacks", "--stack-name", stackNameOf(stage, part)],
    ...["--query", "Stacks[0].Outputs", "--region", stage.region, "--output", "json"],
  );
}

/** @throws {StoppedError} where the stack has no such output */
export function outputOf(outputs: unknown, name: string): string {
  const found = (outputs as { OutputKey: string; OutputValue: string }[]).find(({ OutputKey }) => OutputKey === name);
  if (found === undefined) throw new StoppedError(`The stack has no output ${name}: deploy it again.`);
  return found.OutputValue;
}
