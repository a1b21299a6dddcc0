import { type HealthServices, healthRoutes } from "../features/health/health.routes.ts";
import type { Route } from "./define-route.ts";

/** What the features' routes are made of, together. */
export type RouteServices = HealthServices;

/** Every route of the product; `createApp` refuses to start while a contract has none here. */
export function productRoutes(services: RouteServices): readonly Route[] {
  return [...healthRoutes(services)];
}
