import { readFile } from "node:fs/promises";
import { evaluateReturns, type ReturnEvaluation } from "../../rhythm/evaluation/evaluate-returns.ts";
import { type HistoryRepairs, parseHistory } from "../../rhythm/evaluation/return-history.ts";

export interface EvalReturnsRequest {
  readonly historyPath: string;
  /** Days before the history's `as_of_day` at which to judge; 180 or more, so that every outcome is known. */
  readonly backDays: readonly number[];
}

export interface EvalReturnsResult {
  /** What `eval returns --json` prints. */
  readonly evaluations: readonly ReturnEvaluation[];
  /** What was put right while reading; for standard error. */
  readonly repairs: HistoryRepairs;
}

/** The history file cannot be read. */
export class HistoryUnreadableError extends Error {
  constructor(path: string, cause: unknown) {
    super(`Cannot read the history file ${path}. Check the path and its permissions.`, { cause });
    this.name = "HistoryUnreadableError";
  }
}

/** A cutoff the history cannot be judged at. */
export class BackDaysError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BackDaysError";
  }
}

const LEAST_BACK_DAYS = 180;

/**
 * The command `eval returns`.
 * @throws HistoryUnreadableError if the file cannot be read, HistoryError if it is no history, BackDaysError for a cutoff
 * whose outcomes are not known.
 */
export async function runEvalReturns({ historyPath, backDays }: EvalReturnsRequest): Promise<EvalReturnsResult> {
  if (backDays.length === 0) throw new BackDaysError("Give at least one number of days back, such as 180,365.");
  const { history, repairs } = parseHistory(await readHistory(historyPath));
  for (const back of backDays) {
    if (!Number.isSafeInteger(back) || back < LEAST_BACK_DAYS || back > history.as_of_day) {
      throw new BackDaysError(`${back} is no cutoff: give whole days from ${LEAST_BACK_DAYS} to ${history.as_of_day}.`);
    }
  }
  return { evaluations: evaluateReturns(history, backDays), repairs };
}

async function readHistory(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new HistoryUnreadableError(path, cause);
  }
}
