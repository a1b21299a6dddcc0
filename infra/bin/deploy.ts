// Deploys a stage, step by step: `npm run deploy:dev`. With --dry-run it only says what it would do, and needs no account.
import { execFileSync } from "node:child_process";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { beginJourney, carryOut, renderPlan } from "../deploy/carry-out.ts";
import { CommandError, ROOT, realShell } from "../deploy/command.ts";
import { deploymentPlan } from "../deploy/plan.ts";
import { StoppedError } from "../deploy/step.ts";
import { sizeOf, synthesise } from "../deploy/synthesise.ts";
import { getStage, type Stage } from "../lib/stages.ts";

const { values } = parseArgs({
  options: { stage: { type: "string" }, "dry-run": { type: "boolean" }, yes: { type: "boolean" } },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const stage = getStage(values.stage);
  const release = commit();
  const steps = deploymentPlan(stage, release);
  if (values["dry-run"] === true) {
    say(`Deployment of ${stage.name} (${stage.region}), release ${release}. Nothing is done by a dry run.\n`);
    await sayStacks(stage);
    say(`\n${renderPlan(steps)}\n`);
    say("`cdk` is infra/node_modules/.bin/cdk; what stands in angle brackets is an output of a step before.");
  } else {
    await confirm(stage);
    await carryOut(steps, beginJourney({ stage, release, say, shell: realShell(process.env) }));
    say(`\n${stage.name} runs release ${release}.`);
  }
} catch (error) {
  if (!(error instanceof StoppedError || error instanceof CommandError || error instanceof RangeError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}

function commit(): string {
  return execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
}

async function sayStacks(stage: Stage): Promise<void> {
  say("What the stacks hold:");
  for (const stack of await synthesise(stage)) {
    const most = Object.entries(stack.resources).toSorted(([, left], [, right]) => right - left);
    say(`  ${stack.stackName}: ${sizeOf(stack)} resources, ${stack.template}`);
    say(`    ${most.map(([type, count]) => `${count} ${type}`).join(", ")}`);
  }
}

/** Only where data is kept is a slip dear; a pipeline says --yes. */
async function confirm({ name, keepData }: Stage): Promise<void> {
  if (!keepData || values.yes === true) return;
  if (!process.stdin.isTTY) throw new StoppedError(`Deploying ${name} without a terminal needs --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Type ${name} to deploy it: `);
  terminal.close();
  if (answer.trim() !== name) throw new StoppedError("Nothing was done.");
}
