// Removes every stack of a stage that keeps no data: `npm run destroy:dev`. --dry-run says what it would do.
import { parseArgs } from "node:util";
import { beginJourney, carryOut, renderPlan } from "../deploy/carry-out.ts";
import { CommandError, realShell } from "../deploy/command.ts";
import { destructionPlan } from "../deploy/destruction-plan.ts";
import { StoppedError } from "../deploy/step.ts";
import { getStage } from "../lib/stages.ts";

const { values } = parseArgs({ options: { stage: { type: "string" }, "dry-run": { type: "boolean" } } });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const stage = getStage(values.stage);
  const steps = destructionPlan(stage);
  if (values["dry-run"] === true) say(`${renderPlan(steps)}\n`);
  else await carryOut(steps, beginJourney({ stage, release: "none", say, shell: realShell(process.env) }));
} catch (error) {
  if (!(error instanceof StoppedError || error instanceof CommandError || error instanceof RangeError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
