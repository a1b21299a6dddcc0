import type { JobId, TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { listJudgedUsers } from "../detection/index.ts";
import { ANALYSED_STATES } from "./analysis-run.ts";
import { markListed } from "./runs.repository.ts";
import { listUsers } from "./work-list.repository.ts";

/** Puts the users whom a run is for on its list, longest quiet first: once, whoever comes first. */
export async function listRun(database: TenantDatabase, tenantId: TenantId, runId: JobId): Promise<void> {
  await database.withTenant(
    tenantId,
    async (tx) => {
      const run = await markListed(tx, runId);
      if (run === undefined) return;
      const judged = await listJudgedUsers(tx, { states: ANALYSED_STATES, userIds: run.userIds ?? undefined });
      await listUsers(tx, { runId, userIds: judged.map(({ userId }) => userId) });
    },
    { statementTimeoutMs: 0 },
  );
}
