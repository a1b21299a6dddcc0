import type { JobId, TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { listJudgedUsers } from "../detection/index.ts";
import { ANALYSED_STATES, type AnalysisRun } from "./analysis-run.ts";
import { addRun, countKnownUsers, findActiveRun, findRunQuery, requestCancel } from "./runs.repository.ts";

type Access = Pick<TenantDatabase, "withTenant">;
type Lookup = Pick<TenantDatabase, "readOne">;

export interface RunRequest {
  /** Those of them who are dormant; without it everybody who is. */
  readonly userIds?: readonly UserId[] | undefined;
  /** The longest quiet first. */
  readonly limit?: number | undefined;
  /** Analyse those too whose insight would come out the same. */
  readonly force?: boolean | undefined;
  /** Subject of the token, or the command line's operator. */
  readonly requestedBy: string;
  readonly requestId?: string | undefined;
}

/** Who asks for something. */
export interface Asker {
  readonly actor: string;
  readonly requestId?: string | undefined;
}

/**
 * Queues a run, or joins the active one that does the same. Whom it is for is found when it begins.
 *
 * @throws {DomainError} `not_found` where the tenant lacks a named user; `conflict` while the active run is being cancelled
 */
export function startRun(
  database: Access,
  tenantId: TenantId,
  request: RunRequest,
): Promise<{ readonly run: AnalysisRun; readonly joined: boolean }> {
  const { force: forced = false, requestedBy, requestId } = request;
  return database.withTenant(tenantId, async (tx) => {
    const userIds = await usersOf(tx, request);
    const active = await findActiveRun(tx, userIds);
    if (active !== undefined) return { run: active, joined: true };
    const run = await addRun(tx, { userIds, forced, requestedBy });
    if (run === undefined) {
      // Another request began it meanwhile, or the one that is active was told to stop and has not yet.
      const joined = await findActiveRun(tx, userIds);
      if (joined !== undefined) return { run: joined, joined: true };
      throw new DomainError("conflict", "The last analysis is being cancelled; try again in a moment.");
    }
    const detail = { job_id: run.id, users: userIds?.length ?? null, forced };
    await recordAudit(tx, { actor: requestedBy, action: "refresh_started", target: run.id, detail, requestId });
    return { run, joined: false };
  });
}

/** The named users in order, so that the same request is known again; null for everybody. */
async function usersOf(tx: TenantTransaction, { userIds, limit }: RunRequest): Promise<UserId[] | null> {
  const named = userIds && [...new Set(userIds.map((userId) => userId.toLowerCase() as UserId))].toSorted();
  if (named !== undefined && (await countKnownUsers(tx, named)) < named.length) {
    throw new DomainError("not_found", "At least one of these users is not known; nothing was started.");
  }
  if (limit === undefined) return named ?? null;
  const judged = await listJudgedUsers(tx, { states: ANALYSED_STATES, userIds: named });
  return judged
    .slice(0, limit)
    .map(({ userId }) => userId)
    .toSorted();
}

/** @throws {DomainError} `not_found` for a run this tenant does not have */
export async function getRun(database: Lookup, tenantId: TenantId, runId: JobId): Promise<AnalysisRun> {
  const run = await database.readOne(tenantId, findRunQuery, runId);
  if (run === undefined) throw new DomainError("not_found", "There is no such refresh.");
  return run;
}

/**
 * Asks for the end of a run: at once where it has not begun, else after the answers under way. A run that is over, or was
 * asked already, stays as it is.
 *
 * @throws {DomainError} `not_found` for a run this tenant does not have
 */
export async function cancelRun(
  database: Access & Lookup,
  tenantId: TenantId,
  runId: JobId,
  { actor, requestId }: Asker,
): Promise<AnalysisRun> {
  const cancelled = await database.withTenant(tenantId, async (tx) => {
    const run = await requestCancel(tx, runId);
    if (run !== undefined) await recordAudit(tx, { actor, action: "refresh_cancelled", target: run.id, requestId });
    return run;
  });
  return cancelled ?? getRun(database, tenantId, runId);
}
