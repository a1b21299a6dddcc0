import type { Stage } from "../lib/stages.ts";
import type { Command, Shell } from "./command.ts";

/** What a deployment learns on its way, such as an address of a stack. */
export type Known = (name: string) => string;

export interface Journey {
  readonly stage: Stage;
  readonly shell: Shell;
  /** Name of this release: which commit it is made of. */
  readonly release: string;
  known: Known;
  learn(name: string, value: string): void;
  say(text: string): void;
}

/** One step of a plan: shown by a dry run, carried out by a real one. */
export interface Step {
  readonly title: string;
  /** Why it is there, and why here. */
  readonly why: string;
  /** The commands, in order. In a dry run what is not known yet stands in angle brackets. */
  commands(known: Known): readonly Command[];
  /** Default: runs the commands one after another. */
  carryOut?(journey: Journey): Promise<void>;
}

/** The deployment cannot go on; the message says what to do. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

export async function runCommands(step: Step, { shell, known }: Journey): Promise<void> {
  for (const command of step.commands(known)) await shell.run(command);
}

/** A journey in whose dry run nothing is known. */
export const UNKNOWN: Known = (name) => `<${name}>`;
