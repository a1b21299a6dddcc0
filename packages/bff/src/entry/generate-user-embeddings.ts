import { createServices } from "../composition/create-services.ts";
import { invocationTrace } from "../config/invocation-trace.ts";
import { loadConfig } from "../config/load-config.ts";
import { type BatchResponse, takeArrivals } from "../features/object-arrivals/index.ts";
import { runInvocation } from "../observability/run-invocation.ts";

const services = await createServices(loadConfig());

/** Takes "Object Created" events of S3, from EventBridge itself or from a queue behind it. */
export const handler = (event: unknown, context: { readonly awsRequestId?: string }): Promise<BatchResponse> =>
  runInvocation(context, invocationTrace(), () => takeArrivals(services, event));
