import { createServices } from "../composition/create-services.ts";
import { invocationTrace } from "../config/invocation-trace.ts";
import { loadConfig } from "../config/load-config.ts";
import { runScheduled, type ScheduledRun } from "../features/scheduled-runs/index.ts";
import { runInvocation } from "../observability/run-invocation.ts";

/** Left for the answers under way, which are paid for, to be kept. */
const ENDING_MS = 45_000;

const services = await createServices(loadConfig());
const listTenantIds = async () => (await services.database.admin.listTenants()).map(({ tenantId }) => tenantId);

/** Runs the analysis of every tenant (a schedule's event), or of one (`{"tenant": "acme"}`). */
export const handler = (
  event: unknown,
  context: { readonly awsRequestId?: string; getRemainingTimeInMillis(): number },
): Promise<readonly ScheduledRun[]> => {
  const timeMs = Math.max(1_000, context.getRemainingTimeInMillis() - ENDING_MS);
  return runInvocation(context, invocationTrace(), () =>
    runScheduled({ ...services, listTenantIds }, event, AbortSignal.timeout(timeMs)),
  );
};
