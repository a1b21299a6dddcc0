import { setTimeout as wait } from "node:timers/promises";
import type { TenantId, UserId } from "@dormant-users/shared-types";
import { withRetries } from "../../db/index.ts";
import { userAnalysisFailed } from "../../observability/events/user-analysed.ts";
import { inLanes, PrefetchedQueue } from "../../prefetched-queue.ts";
import { type PreparedUser, prepareAnalyses } from "../insights/index.ts";
import { Purse } from "../spending/index.ts";
import { analyseUser, type Heard } from "./analyse-user.ts";
import { RunLostError } from "./analysis-run.ts";
import type { RunServices } from "./run-services.ts";
import type { RunWorker } from "./run-worker.ts";

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
  { mayGoOn, deadlineMs = RUN_DEADLINE_MS }: Options,
): Promise<string | null> {
  let isOverBudget = false;
  const list = { isThrough: false };
  const purse = new Purse(services, tenantId);
  const queue = new PrefetchedQueue(() => nextBatch(services, tenantId, worker, { list, mayGoOn }), AT_ONCE);
  await inLanes(queue, AT_ONCE, async ({ user, heard }) => {
    if (!mayGoOn()) return;
    await guarded(services, tenantId, worker, user.userId, async () => {
      if (!(await analyseUser(services, tenantId, worker, { user, heard, deadlineMs, purse }))) isOverBudget = true;
    });
  });
  return isOverBudget ? "the month's budget is used up: the rules wrote the rest" : null;
}

async function nextBatch(
  services: RunServices,
  tenantId: TenantId,
  worker: RunWorker,
  { list, mayGoOn }: { readonly list: { isThrough: boolean }; readonly mayGoOn: () => boolean },
): Promise<readonly ListedUser[] | "end"> {
  if (list.isThrough || !mayGoOn()) return "end";
  const { userIds, left } = await worker.claim(BATCH);
  list.isThrough = left === 0;
  if (userIds.length === 0) {
    if (!list.isThrough) await wait(OTHERS_WORK_MS);
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
