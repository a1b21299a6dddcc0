import {
  AccountType,
  DecisionFilter,
  DecisionKind,
  DormancyState,
  DormantUserSort,
  EvidenceKind,
  InactiveDays,
  RiskLevel,
  SortOrder,
} from "@dormant-users/shared-types";

export { LISTED_BY_DEFAULT } from "@dormant-users/shared-types";

// The contract's closed lists of words, each in its own order.
export const ACCOUNT_TYPES = AccountType.options;
export const DECISION_FILTERS = DecisionFilter.options;
export const DECISION_KINDS = DecisionKind.options;
export const DORMANCY_STATES = DormancyState.options;
export const EVIDENCE_KINDS = EvidenceKind.options;
export const RISK_LEVELS = RiskLevel.options;
export const SORT_ORDERS = SortOrder.options;
export const USER_SORTS = DormantUserSort.options;

/** Thresholds a tenant may set, in days. */
export const INACTIVE_DAYS = { min: InactiveDays.minValue ?? 1, max: InactiveDays.maxValue ?? 3650 };
