import type { Stage } from "../lib/stages.ts";
import { type Command, CommandError, type Shell, shown } from "./command.ts";

export type Verdict =
  | { readonly status: "ok"; readonly detail: string }
  | { readonly status: "warning" | "failed"; readonly detail: string; readonly whatToDo: string };

/** One question to the account, and how its answer is judged. */
export interface Check {
  readonly name: string;
  /** What would go wrong later. */
  readonly why: string;
  command(stage: Stage): Command;
  judge(answer: unknown, stage: Stage): Verdict;
  /** How it counts when the command itself fails: who may not ask cannot know. */
  readonly unanswered: "warning" | "failed";
}

export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
}

export const ok = (detail: string): Verdict => ({ status: "ok", detail });
export const failed = (detail: string, whatToDo: string): Verdict => ({ status: "failed", detail, whatToDo });
export const warning = (detail: string, whatToDo: string): Verdict => ({ status: "warning", detail, whatToDo });

/** Asks every question, whatever the others answer: one look shows everything that is missing. */
export async function runChecks(checks: readonly Check[], stage: Stage, shell: Shell): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) findings.push({ check: check.name, verdict: await runCheck(check, stage, shell) });
  return findings;
}

async function runCheck(check: Check, stage: Stage, shell: Shell): Promise<Verdict> {
  const command = check.command(stage);
  try {
    return check.judge(await shell.read(command), stage);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const whatToDo = `Run it yourself to see: ${shown(command)}`;
    return { status: check.unanswered, detail: error.message.slice(0, 400), whatToDo };
  }
}
