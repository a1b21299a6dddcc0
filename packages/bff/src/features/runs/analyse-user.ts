import type { TenantId } from "@dormant-users/shared-types";
import { userAnalysed } from "../../observability/events/user-analysed.ts";
import { type Analysis, type AnalysisRequest, analyse, drawNonces } from "../../rag/index.ts";
import type { PreparedUser } from "../insights/index.ts";
import type { Purse } from "../spending/index.ts";
import { RunLostError } from "./analysis-run.ts";
import { KeptChat } from "./kept-chat.ts";
import { QuestionBook } from "./question-book.ts";
import type { PaidAnswer, QuestionBasis } from "./questions.repository.ts";
import type { RunServices } from "./run-services.ts";
import type { RunWorker } from "./run-worker.ts";

/** A user of whom a worker before this one heard something already. */
export interface Heard {
  readonly basis: QuestionBasis;
  readonly answers: readonly PaidAnswer[];
}

export interface UserTask {
  readonly user: PreparedUser;
  readonly heard: Heard | undefined;
  readonly deadlineMs: number;
  /** Of the whole run. */
  readonly purse: Purse;
}

/**
 * Analyses one user and keeps what it gave. What was heard before is used again, with the facts it was said of.
 *
 * @returns false where the budget did not hold a question that should have been asked
 * @throws {RunLostError} once another process has taken the run up
 */
export async function analyseUser(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  { user, heard, deadlineMs, purse }: UserTask,
): Promise<boolean> {
  const { chatModel, logger } = services;
  const { userId, holdsWithoutModel } = user;
  const basis = heard?.basis ?? { input: user.request.input, nonces: drawNonces() };
  const request = { ...user.request, input: basis.input };
  const chat =
    chatModel &&
    new KeptChat({
      chat: chatModel,
      book: new QuestionBook(services, purse, { tenantId, run: worker.lease, userId, basis }, chatModel),
      heard: heard?.answers ?? [],
    });
  const told = await analyse(request, { chat, deadlineMs, drawNonces: () => basis.nonces });
  const costUsd = (await chat?.settled()) ?? 0;
  if (chat?.refusal === "run_lost") throw new RunLostError();
  const isOverBudget = chat?.refusal === "over_budget";
  if (isOverBudget && chat.questions === 0 && holdsWithoutModel) await worker.recordUnchanged([userId]);
  else {
    const analysis = { ...(isOverBudget ? await byRules(request, told) : told), modelCalls: chat?.questions ?? 0 };
    userAnalysed(logger, { tenant: tenantId, runId: worker.run.id, userId, analysis, modelId: chat?.modelId, costUsd });
    await worker.record({ userId, analysis, costUsd });
  }
  return !isOverBudget;
}

/** The rules' insight, with what a question before the refused one took. */
async function byRules(request: AnalysisRequest, told: Analysis): Promise<Analysis> {
  const { insight } = await analyse(request, { chat: undefined, withoutChat: "budget_exhausted" });
  const modelErrors = told.modelErrors.filter(({ usage }) => usage !== undefined);
  return { ...told, insight, modelErrors };
}
