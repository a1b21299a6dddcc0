import { getDormancySummary, listDormantUsers } from "./dormant-users.ts";
import { getHealth, getReadiness } from "./health.ts";
import type { RouteContract } from "./route.ts";
import { getSettings, putSettings } from "./settings.ts";
import { getUserDormancy } from "./users.ts";

/** Every route of the product. The server refuses to start with one unbound; the security suite walks it. */
export const CONTRACTS: readonly RouteContract[] = [
  listDormantUsers,
  getDormancySummary,
  getUserDormancy,
  getSettings,
  putSettings,
  getHealth,
  getReadiness,
];
