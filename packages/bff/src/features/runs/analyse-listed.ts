import { setTimeout as wait } from "node:timers/promises";
import type { TenantId, UserId } from "@dormant-users/shared-types";
import { userAnalysisFailed } from "../../observability/events/user-analysed.ts";
import { type PreparedUser, prepareAnalyses } from "../insights/index.ts";
import { analyseUser, type Heard } from "./analyse-user.ts";
import { RunLostError } from "./analysis-run.ts";
import type { Budget } from "./budget.ts";
import type { RunServices } from "./run-services.ts";
import type { RunWorker } from "./run-worker.ts";
import { PrefetchedQueue } from "./user-queue.ts";
import { withRetries } from "./with-retries.ts";

const BATCH = 100;
const AT_ONCE = 10;
const RUN_DEADLINE_MS = 30_000;
/** The users that are left are worked on by another run. */
const OTHERS_WORK_MS = 500;

interface ListedUser {
  readonly user: PreparedUser;
  readonly heard: Heard | undefined;
}

interface Options {
  readonly mayGoOn: () => boolean;
  readonly deadlineMs: number | undefined;
}

/**
 * Analyses the run's users, ten at a time; a user that fails stops nobody.
 *
 * @returns what the people who read the run should know; null: nothing
 */
export async function analyseListed(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  budget: Budget,
  { mayGoOn, deadlineMs = RUN_DEADLINE_MS }: Options,
): Promise<string | null> {
  let isOverBudget = false;
  const queue = new PrefetchedQueue(() => nextBatch(services, tenantId, worker, mayGoOn), AT_ONCE);
  const one = async ({ user, heard }: ListedUser): Promise<void> => {
    const mayAsk = services.chatModel !== undefined && budget.reserve();
    try {
      const isAsked = mayAsk || heard !== undefined;
      if (!isAsked && user.holdsWithoutModel) return await worker.recordUnchanged([user.userId]);
      if (services.chatModel !== undefined && !isAsked) isOverBudget = true;
      budget.renew(await analyseUser(services, tenantId, worker, { user, heard, mayAsk, deadlineMs }));
    } finally {
      if (mayAsk) budget.release();
    }
  };
  const lane = async (): Promise<void> => {
    for (let user = await queue.take(); user !== undefined && mayGoOn(); user = await queue.take()) {
      const listed = user;
      await guarded(services, tenantId, worker, listed.user.userId, () => one(listed));
    }
  };
  // All lanes end before the first fault is told: none may write after the run was given back.
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
  return isOverBudget ? "the month's budget is used up: the rules wrote the rest" : null;
}

async function nextBatch(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  mayGoOn: () => boolean,
): Promise<readonly ListedUser[] | "end"> {
  if (!mayGoOn()) return "end";
  const userIds = await worker.claim(BATCH);
  if (userIds.length === 0) {
    if ((await worker.waiting()).length === 0) return "end";
    await wait(OTHERS_WORK_MS);
    return [];
  }
  const force = worker.run.forced;
  const prepared = await withRetries(() => prepareAnalyses(services, tenantId, userIds, { force }));
  await worker.recordUnchanged(prepared.unchanged, prepared.gone);
  const heard = await heardBefore(services, worker, prepared.changed);
  return prepared.changed.map((user) => ({ user, heard: heard.get(user.userId) }));
}

/** Answers that a worker before this one was given by the same model, and could not use any more. */
async function heardBefore(
  { chatModel }: RunServices,
  worker: RunWorker,
  users: readonly PreparedUser[],
): Promise<ReadonlyMap<UserId, Heard>> {
  if (chatModel === undefined || users.length === 0) return new Map();
  const stored = (await worker.heard(users.map(({ userId }) => userId))).filter(
    ({ modelId }) => modelId === chatModel.modelId,
  );
  return new Map(
    [...Map.groupBy(stored, ({ userId }) => userId)].flatMap(([userId, questions]) => {
      const [first] = questions;
      return first?.turn === 1
        ? [[userId, { basis: first.basis, answers: questions.map(({ answer }) => answer) }] as const]
        : [];
    }),
  );
}

async function guarded(
  { logger }: RunServices,
  tenant: TenantId,
  worker: RunWorker,
  userId: UserId,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RunLostError) throw error;
    userAnalysisFailed(logger, { tenant, runId: worker.run.id, userId, error });
    await worker.recordFailed(userId, error instanceof Error ? error.name : "unexpected");
  }
}
