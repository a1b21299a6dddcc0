import { createServices } from "../composition/create-services.ts";
import { withoutModels } from "../composition/without-models.ts";
import { invocationTrace } from "../config/invocation-trace.ts";
import { loadConfig } from "../config/load-config.ts";
import { readMigrationRequest, runMigrations } from "../features/migrations/index.ts";
import { runInvocation } from "../observability/run-invocation.ts";

/** A migration waits 15 s for a lock at most; what is begun in this time also ends. */
const ENDING_MS = 120_000;

const { database, logger } = await createServices(loadConfig(), withoutModels);

/** Migrates tenants on request (`{"action": "status" | "plan" | "apply" | "undo"}`) or for a stack that is deployed. */
export const handler = async (
  event: unknown,
  context: { readonly awsRequestId?: string; getRemainingTimeInMillis(): number },
) => {
  const { request, deploys } = readMigrationRequest(event);
  if (request === "nothing") return {};
  const mustStop = () => context.getRemainingTimeInMillis() < ENDING_MS;
  const report = await runInvocation(context, invocationTrace(), () =>
    runMigrations({ admin: database.admin, logger, mustStop }, request),
  );
  if (!deploys) return report;
  if (report.pending > 0) {
    throw new Error(
      `${report.pending} of ${report.tenants} tenants could not be migrated; {"action": "status"} lists them`,
    );
  }
  return { PhysicalResourceId: "migrations", Data: { target: report.target, tenants: report.tenants } };
};
