export { embedTenant } from "./embed-tenant.ts";
export { type EmbeddingServices, type EmbeddingWork, embedUsers, type RunAccount } from "./embed-users.ts";
export { SEARCH_METHODS, type SearchMethod } from "./embedding-searches.repository.ts";
export {
  findInsight,
  type InsightHistoryEntry,
  listInsightHistory,
  type StoredInsight,
  saveInsight,
} from "./insights.repository.ts";
export { type IndexServices, keepIndexed } from "./keep-indexed.ts";
export { listStaleUsers } from "./list-stale-users.ts";
export { getSearch, maintainSearches, pinSearch } from "./maintain-searches.ts";
export { type PreparedUser, type PreparedUsers, prepareAnalyses } from "./prepare-analyses.ts";
export { putReview } from "./put-review.ts";
