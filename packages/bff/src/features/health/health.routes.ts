import { getHealth, getReadiness, type Readiness } from "@dormant-users/shared-types";
import { defineRoute, type Route } from "../../http/define-route.ts";
import type { Logger } from "../../observability/logger.ts";
import { probe, type ReadinessCheck } from "./probe.ts";

export interface HealthServices {
  readonly version: string;
  readonly readiness: readonly ReadinessCheck[];
  readonly logger: Logger;
}

export function healthRoutes({ version, readiness, logger }: HealthServices): readonly Route[] {
  let underway: Promise<Readiness> | undefined;
  // Anyone may ask, so many askers at once cost one probe.
  const probeOnce = () => {
    underway ??= probe(readiness, logger).finally(() => {
      underway = undefined;
    });
    return underway;
  };
  return [
    defineRoute(getHealth).handle(async () => ({ status: 200, body: { status: "ok", version } })),
    defineRoute(getReadiness).handle(async () => {
      const body = await probeOnce();
      return body.status === "ready" ? { status: 200, body } : { status: 503, body };
    }),
  ];
}
