export { listAudit } from "./contract/audit.ts";
export { makeDecisions, putReview, reportDecisionResult, undoDecision, undoDecisions } from "./contract/decisions.ts";
export {
  DecisionFilter,
  DormancyQuery,
  DormantUserSort,
  DormantUsersQuery,
  exportDormantUsers,
  getDormancySummary,
  getDormantUser,
  listDormantUsers,
  SortOrder,
} from "./contract/dormant-users.ts";
export { getHealth, getReadiness } from "./contract/health.ts";
export { CONTRACTS } from "./contract/index.ts";
export { cancelRefresh, getRefresh, startRefresh } from "./contract/refresh.ts";
export type { RouteContract } from "./contract/route.ts";
export { getSettings, putSettings } from "./contract/settings.ts";
export { eraseUser, getUserDormancy } from "./contract/users.ts";
export {
  AnalysisEvent,
  AnalysisStep,
  DetectedUsers,
  ListedTenants,
  RunRequested,
  StepProgress,
  StoredRun,
} from "./events/analysis-event.ts";
export { DecisionEvent, DecisionEventType, EVENT_SOURCE } from "./events/decision-made.ts";
export { S3ObjectCreated } from "./events/s3-object-created.ts";
export { AuditEntry, AuditPage } from "./resources/audit-entry.ts";
export {
  ApplyReport,
  ApplyStatus,
  Decision,
  DecisionId,
  DecisionKind,
  DecisionRequest,
  DecisionResult,
  DecisionResults,
  DecisionTarget,
  UndoRequest,
  UndoResult,
  UndoResults,
} from "./resources/decision.ts";
export {
  AccountType,
  ActivityBasis,
  DormancyReason,
  DormancyState,
  InactiveDays,
  LISTED_BY_DEFAULT,
  STATE_OF_REASON,
  StateCounts,
} from "./resources/dormancy.ts";
export {
  DormancyChange,
  DormancyHistogramBin,
  DormancySummary,
  LicenceUse,
  MonthSpend,
  RiskCounts,
  SourceFreshness,
  ThresholdSuggestion,
  TrendDay,
} from "./resources/dormancy-summary.ts";
export {
  DataFreshness,
  DataWarning,
  DormantUser,
  DormantUsersPage,
  StandingDecision,
} from "./resources/dormant-user.ts";
export {
  ActivityDay,
  DormantUserDetail,
  EarlierInsight,
  ReturnBasis,
  SimilarOutcome,
  SimilarUser,
} from "./resources/dormant-user-detail.ts";
export { ErasureReceipt } from "./resources/erasure.ts";
export { ExportLink } from "./resources/export-link.ts";
export { Health, Readiness } from "./resources/health.ts";
export {
  Claim,
  ClearingChange,
  ConfidenceTerm,
  Evidence,
  EvidenceId,
  EvidenceKind,
  EvidenceSource,
  Insight,
  Recommendation,
  RecommendedAction,
  RiskLevel,
  RulesReason,
} from "./resources/insight.ts";
export { Instant, InstantInput } from "./resources/instant.ts";
export { JsonValue } from "./resources/json-value.ts";
export { Problem, ProblemCode } from "./resources/problem.ts";
export { JobId, JobStatus, RefreshJob, RefreshRequest, StartedJob } from "./resources/refresh-job.ts";
export { RemoteVersion } from "./resources/remote-version.ts";
export { Review, ReviewAgreement, ReviewRequest } from "./resources/review.ts";
export { Scope } from "./resources/scope.ts";
export {
  AnalysisSchedule,
  DEFAULT_SETTINGS,
  Exemption,
  HoldLimits,
  Retention,
  Settings,
  StoredSettings,
} from "./resources/settings.ts";
export { TenantId } from "./resources/tenant-id.ts";
export { SourceAccountView, UserDormancy } from "./resources/user-dormancy.ts";
export { UserId } from "./resources/user-id.ts";
