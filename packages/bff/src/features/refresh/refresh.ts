import type { JobId, RefreshJob, RefreshRequest, UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { countKnownUsers, findActiveRun, findRun, insertRunIfNone, requestCancel } from "./runs.repository.ts";

interface Actor {
  readonly actor: string;
  readonly requestId: string | undefined;
}

/**
 * Queues a run, or joins the active one that does the same.
 *
 * @throws {DomainError} `not_found` where the tenant lacks a named user; `conflict` while the active run is being cancelled
 */
export async function startRefresh(
  tx: TenantTransaction,
  request: RefreshRequest,
  { actor, requestId }: Actor,
): Promise<RefreshJob> {
  const userIds = request.user_ids === undefined ? null : orderedIds(request.user_ids);
  if (userIds !== null && (await countKnownUsers(tx, userIds)) < userIds.length) {
    throw new DomainError("not_found", "At least one of these users is not known; nothing was started.");
  }
  const active = await findActiveRun(tx, userIds);
  if (active !== undefined) return active;
  const started = await insertRunIfNone(tx, { userIds, forced: request.force ?? false, actor });
  if (started === undefined) {
    // Another request began it meanwhile, or the one that is active was told to stop and has not yet.
    const joined = await findActiveRun(tx, userIds);
    if (joined !== undefined) return joined;
    throw new DomainError("conflict", "The last refresh is being cancelled; try again in a moment.");
  }
  const detail = { job_id: started.job_id, users: userIds?.length ?? null, forced: request.force ?? false };
  await recordAudit(tx, { actor, action: "refresh_started", target: started.job_id, detail, requestId });
  return started;
}

function orderedIds(userIds: readonly UserId[]): UserId[] {
  return [...new Set(userIds.map((userId) => userId.toLowerCase() as UserId))].toSorted();
}

/**
 * Asks a run to end. One that has ended, or was asked already, stays as it is.
 *
 * @throws {DomainError} `not_found` for a job this tenant does not have
 */
export async function cancelRefresh(
  tx: TenantTransaction,
  jobId: JobId,
  { actor, requestId }: Actor,
): Promise<RefreshJob> {
  const cancelled = await requestCancel(tx, jobId);
  if (cancelled === undefined) return getRefresh(tx, jobId);
  await recordAudit(tx, { actor, action: "refresh_cancelled", target: cancelled.job_id, requestId });
  return cancelled;
}

/** @throws {DomainError} `not_found` for a job this tenant does not have */
export async function getRefresh(tx: TenantTransaction, jobId: JobId): Promise<RefreshJob> {
  const job = await findRun(tx, jobId);
  if (job === undefined) throw new DomainError("not_found", "There is no such refresh.");
  return job;
}
