import { listAudit } from "./audit.ts";
import { makeDecisions, putReview, reportDecisionResult, undoDecision, undoDecisions } from "./decisions.ts";
import { exportDormantUsers, getDormancySummary, getDormantUser, listDormantUsers } from "./dormant-users.ts";
import { getHealth, getReadiness } from "./health.ts";
import { cancelRefresh, getRefresh, startRefresh } from "./refresh.ts";
import type { RouteContract } from "./route.ts";
import { getSettings, putSettings } from "./settings.ts";
import { eraseUser, getUserDormancy } from "./users.ts";

/** Every route of the product. The server refuses to start with one unbound; the security suite walks it. */
export const CONTRACTS: readonly RouteContract[] = [
  listDormantUsers,
  getDormancySummary,
  exportDormantUsers,
  getDormantUser,
  makeDecisions,
  undoDecision,
  undoDecisions,
  reportDecisionResult,
  putReview,
  startRefresh,
  getRefresh,
  cancelRefresh,
  getUserDormancy,
  eraseUser,
  getSettings,
  putSettings,
  listAudit,
  getHealth,
  getReadiness,
];
