import { detectionRoutes } from "../features/detection/detection.routes.ts";
import { healthRoutes } from "../features/health/health.routes.ts";
import { settingsRoutes } from "../features/settings/settings.routes.ts";
import type { Route } from "./define-route.ts";

/** What the features' routes are made of, together. */
export type RouteServices = Parameters<typeof detectionRoutes>[0] &
  Parameters<typeof settingsRoutes>[0] &
  Parameters<typeof healthRoutes>[0];

/** Every route of the product; `createApp` refuses to start while a contract has none here. */
export function productRoutes(services: RouteServices): readonly Route[] {
  return [...detectionRoutes(services), ...settingsRoutes(services), ...healthRoutes(services)];
}
