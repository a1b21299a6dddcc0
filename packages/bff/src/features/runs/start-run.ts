import type { TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { listJudgedUsers } from "../detection/index.ts";
import type { AnalysisRun } from "./analysis-run.ts";
import { addRun, findActiveRun, findRun, requestCancel } from "./runs.repository.ts";
import { listUsers } from "./work-list.repository.ts";

export interface RunRequest {
  /** Those of them who are dormant; without it everybody who is. */
  readonly userIds?: readonly UserId[] | undefined;
  /** The longest quiet first. */
  readonly limit?: number | undefined;
  /** Analyse those too whose insight would come out the same. */
  readonly force?: boolean | undefined;
  /** Subject of the token, or the command line's operator. */
  readonly requestedBy: string;
}

/** Puts a run on the list, with the users it is for; joins the tenant's active one unless users are named. */
export async function startRun(
  database: TenantDatabase,
  tenantId: TenantId,
  { userIds, limit, force = false, requestedBy }: RunRequest,
): Promise<{ readonly run: AnalysisRun; readonly joined: boolean }> {
  return database.withTenant(
    tenantId,
    async (tx) => {
      const partial = userIds !== undefined || limit !== undefined;
      const judged = await listJudgedUsers(tx, { states: ["dormant", "never_active"], userIds });
      const listed = judged.map((user) => user.userId).slice(0, limit);
      const run = await addRun(tx, { userIds: partial ? listed : null, forced: force, requestedBy });
      if (run === undefined) {
        const active = await findActiveRun(tx);
        // It ended between the two statements: as good as joined, and rare enough to say so.
        if (active === undefined) throw new DomainError("conflict", "A run has just ended; ask again.");
        return { run: active, joined: true };
      }
      await listUsers(tx, run.id, listed);
      await recordAudit(tx, {
        actor: requestedBy,
        action: "analysis_requested",
        target: run.id,
        detail: { users: listed.length, partial, force },
      });
      return { run: { ...run, dormant: listed.length }, joined: false };
    },
    { statementTimeoutMs: 0 },
  );
}

/** @throws {DomainError} `not_found` for a run this tenant does not have */
export async function getRun(database: TenantDatabase, tenantId: TenantId, runId: string): Promise<AnalysisRun> {
  const run = await database.withTenant(tenantId, (tx) => findRun(tx, runId), { readOnly: true });
  if (run === undefined) throw new DomainError("not_found", "There is no such run.");
  return run;
}

/**
 * Asks for the end of a run: at once where it has not begun, else after the answers under way. A run that is over stays as
 * it is.
 *
 * @throws {DomainError} `not_found` for a run this tenant does not have
 */
export async function cancelRun(database: TenantDatabase, tenantId: TenantId, runId: string): Promise<AnalysisRun> {
  const run = await database.withTenant(tenantId, (tx) => requestCancel(tx, runId));
  return run ?? getRun(database, tenantId, runId);
}
