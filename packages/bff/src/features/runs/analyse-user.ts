import type { TenantId } from "@dormant-users/shared-types";
import { userAnalysed } from "../../observability/events/user-analysed.ts";
import { type Analysis, analyse, drawNonces } from "../../rag/index.ts";
import type { ChatModel } from "../../rag/ports.ts";
import type { PreparedUser } from "../insights/index.ts";
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
  /** Whether the budget lets a model be asked. */
  readonly mayAsk: boolean;
  readonly deadlineMs: number;
}

/**
 * Analyses one user and keeps what it gave. What was heard before is used again, with the facts it was said of.
 *
 * @returns what the tenant has spent this month, in USD
 */
export async function analyseUser(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  { user, heard, mayAsk, deadlineMs }: UserTask,
): Promise<number> {
  const { chatModel, now, logger } = services;
  const { userId } = user;
  const basis = heard?.basis ?? { input: user.request.input, nonces: drawNonces() };
  const chat =
    chatModel === undefined || (!mayAsk && heard === undefined)
      ? undefined
      : keptChat(services, tenantId, worker, { userId, chatModel, basis, answers: heard?.answers ?? [], mayAsk });
  const analysis: Analysis = await analyse(
    { ...user.request, input: basis.input },
    {
      chat,
      withoutChat: chatModel === undefined ? "no_model" : "budget_exhausted",
      deadlineMs,
      drawNonces: () => basis.nonces,
    },
  );
  const costUsd = (await chat?.settled()) ?? 0;
  userAnalysed(logger, { tenant: tenantId, runId: worker.run.id, userId, analysis, modelId: chat?.modelId, costUsd });
  return worker.record({ userId, analysis, costUsd, nowMs: now() });
}

interface Conversation extends Heard {
  readonly userId: PreparedUser["userId"];
  readonly chatModel: ChatModel;
  readonly mayAsk: boolean;
}

function keptChat(
  services: RunServices,
  tenantId: TenantId,
  { run }: RunWorker,
  { userId, chatModel, basis, answers, mayAsk }: Conversation,
): KeptChat {
  const book = new QuestionBook(services, tenantId, { runId: run.id, userId }, chatModel.modelId);
  return new KeptChat({ chat: chatModel, book, basis, heard: answers, mayAsk });
}
