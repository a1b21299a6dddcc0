import { type Command, shown } from "./command.ts";
import { type Journey, runCommands, type Step, UNKNOWN } from "./step.ts";

/** The plan as text: what would be done, in which order and why. */
export function renderPlan(steps: readonly Step[]): string {
  return steps
    .map(({ title, why, commands }, at) => {
      const shownCommands = commands(UNKNOWN).flatMap(shownWithNote);
      return [`${at + 1}. ${title}`, `   ${why}.`, ...shownCommands].join("\n");
    })
    .join("\n\n");
}

function shownWithNote(command: Command): string[] {
  return [...(command.note === undefined ? [] : [`   # ${command.note}`]), `   $ ${shown(command)}`];
}

/** Carries the steps out, one after another. @throws what the first step that fails throws */
export async function carryOut(steps: readonly Step[], journey: Journey): Promise<void> {
  for (const [at, step] of steps.entries()) {
    journey.say(`\n${at + 1}/${steps.length} ${step.title}`);
    await (step.carryOut === undefined ? runCommands(step, journey) : step.carryOut(journey));
  }
}

/** A journey that begins with nothing known. */
export function beginJourney(fixed: Pick<Journey, "stage" | "shell" | "release" | "say">): Journey {
  const learned = new Map<string, string>();
  return {
    ...fixed,
    known: (name) => learned.get(name) ?? UNKNOWN(name),
    learn: (name, value) => void learned.set(name, value),
  };
}
