import { auditRoutes } from "../features/audit/audit.routes.ts";
import { decisionsRoutes } from "../features/decisions/decisions.routes.ts";
import { exportRoutes } from "../features/export/export.routes.ts";
import { healthRoutes } from "../features/health/health.routes.ts";
import { insightsRoutes } from "../features/insights/insights.routes.ts";
import { overviewRoutes } from "../features/overview/overview.routes.ts";
import { privacyRoutes } from "../features/privacy/privacy.routes.ts";
import { runsRoutes } from "../features/runs/runs.routes.ts";
import { settingsRoutes } from "../features/settings/settings.routes.ts";
import type { Route } from "./define-route.ts";

/** What the features' routes are made of, together. */
export type RouteServices = Parameters<typeof overviewRoutes>[0] &
  Parameters<typeof insightsRoutes>[0] &
  Parameters<typeof exportRoutes>[0] &
  Parameters<typeof decisionsRoutes>[0] &
  Parameters<typeof runsRoutes>[0] &
  Parameters<typeof settingsRoutes>[0] &
  Parameters<typeof privacyRoutes>[0] &
  Parameters<typeof auditRoutes>[0] &
  Parameters<typeof healthRoutes>[0];

/** Every route of the product; `createApp` refuses to start while a contract has none here. */
export function productRoutes(services: RouteServices): readonly Route[] {
  return [
    ...overviewRoutes(services),
    ...insightsRoutes(services),
    ...exportRoutes(services),
    ...decisionsRoutes(services),
    ...runsRoutes(services),
    ...settingsRoutes(services),
    ...privacyRoutes(services),
    ...auditRoutes(services),
    ...healthRoutes(services),
  ];
}
