/**
 * The closed words a fact may be told in. Everything that reaches a model, an embedder or a hash is made of these:
 * a value that is not listed here cannot be expressed.
 */

export const DAYS_BUCKETS = ["0-30", "31-60", "61-90", "91-180", "181-365", ">365"] as const;
export type DaysBucket = (typeof DAYS_BUCKETS)[number];

/** Silence as a multiple of the tenant's threshold. */
export const THRESHOLD_RATIOS = ["under", "1-2x", "2-4x", ">4x"] as const;
export type ThresholdRatio = (typeof THRESHOLD_RATIOS)[number];

/** How far apart the account's days of activity usually are. */
export const TYPICAL_GAPS = ["daily", "weekly", "monthly", "quarterly", "yearly"] as const;
export type TypicalGap = (typeof TYPICAL_GAPS)[number];

/** Silence as a multiple of the usual gap. */
export const RHYTHM_RATIOS = ["within", "1-3x", "3-10x", ">10x"] as const;
export type RhythmRatio = (typeof RHYTHM_RATIOS)[number];

/** Likelihood of activity within 180 days, coarse. */
export const RETURN_BUCKETS = ["<2%", "2-5%", "5-15%", "15-40%", ">40%"] as const;
export type ReturnBucket = (typeof RETURN_BUCKETS)[number];

export const TRENDS = ["rising", "steady", "falling"] as const;
export type Trend = (typeof TRENDS)[number];

export const COUNT_BUCKETS = ["0", "1-5", "6-20", ">20"] as const;
export type CountBucket = (typeof COUNT_BUCKETS)[number];

/** Age of an account or of a decision. */
export const AGE_BUCKETS = ["0-30", "31-90", "91-365", ">365"] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

export const DEPARTMENT_CLASSES = [
  "finance",
  "hr",
  "engineering",
  "it_admin",
  "security",
  "legal",
  "executive",
  "sales",
  "support",
  "external",
  "other",
] as const;
export type DepartmentClass = (typeof DEPARTMENT_CLASSES)[number];

/** What membership of a group opens. */
export const GROUP_CLASSES = [
  "directory_admin",
  "infrastructure_admin",
  "security_tools",
  "finance_systems",
  "hr_systems",
  "legal_systems",
  "customer_data",
  "source_code",
  "remote_access",
  "general",
  "other",
] as const;
export type GroupClass = (typeof GROUP_CLASSES)[number];

export const LICENCE_CLASSES = [
  "premium_suite",
  "basic_suite",
  "crm",
  "developer_tools",
  "analytics",
  "other",
] as const;
export type LicenceClass = (typeof LICENCE_CLASSES)[number];

export const SOURCE_KINDS = ["trustx", "okta", "entra", "google", "scim"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const STATUS_CLASSES = [
  "enabled",
  "staged",
  "locked",
  "password_expired",
  "suspended",
  "deprovisioned",
] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** How old the newest snapshot is that knows the account, at the instant of analysis. */
export const FRESHNESS = ["fresh", "recent", "stale", "very_stale"] as const;
export type Freshness = (typeof FRESHNESS)[number];

export const DECISION_KINDS = ["keep", "notify", "disable", "snooze", "exempt", "reassign"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const PEER_OUTCOMES = ["returned", "disabled", "kept", "open"] as const;
export type PeerOutcome = (typeof PEER_OUTCOMES)[number];

export const CLOSENESS = ["close", "near", "far"] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** Nothing is known, said as plainly as a value. */
export type OrUnknown<Value> = Value | "unknown";
export type YesNo = "yes" | "no";
