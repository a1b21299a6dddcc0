import { createServices } from "../composition/create-services.ts";
import { withoutModels } from "../composition/without-models.ts";
import { invocationTrace } from "../config/invocation-trace.ts";
import { loadConfig } from "../config/load-config.ts";
import { retainTenants, type TenantRetention } from "../features/retention/index.ts";
import { runInvocation } from "../observability/run-invocation.ts";

const services = await createServices(loadConfig(), withoutModels);

/** Deletes what the settings of every tenant, or of one (`{"tenant": "acme"}`), no longer keep. */
export const handler = (
  event: unknown,
  context: { readonly awsRequestId?: string },
): Promise<readonly TenantRetention[]> =>
  runInvocation(context, invocationTrace(), () => retainTenants(services, event));
