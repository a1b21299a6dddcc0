import { z } from "zod";
import { DecisionKind } from "../resources/decision.ts";
import { AccountType, DormancyState } from "../resources/dormancy.ts";
import { DormancySummary } from "../resources/dormancy-summary.ts";
import { DormantUsersPage } from "../resources/dormant-user.ts";
import { DormantUserDetail } from "../resources/dormant-user-detail.ts";
import { ExportLink } from "../resources/export-link.ts";
import { RiskLevel } from "../resources/insight.ts";
import { InstantInput } from "../resources/instant.ts";
import { UserId } from "../resources/user-id.ts";
import { queryInt, queryList, queryNumber } from "./query.ts";
import { defineContract } from "./route.ts";

/** What selects and judges users; shared by list, summary and export. */
export const DormancyQuery = z.object({
  inactive_days: queryInt({ min: 1, max: 3650 }).optional(),
  as_of: InstantInput.optional(),
  account_type: queryList(z.enum([...AccountType.options, "all"])).optional(),
});

/**
 * `last_active_at` places a user without activity by account start. `risk` (critical first) puts the longest inactive of a
 * level first and users without insight last; `return_probability` (lowest first) puts users without one last.
 */
export const DormantUserSort = z.enum([
  "days_inactive",
  "last_active_at",
  "email",
  "name",
  "risk",
  "return_probability",
]);
export type DormantUserSort = z.infer<typeof DormantUserSort>;

export const SortOrder = z.enum(["asc", "desc"]);
export type SortOrder = z.infer<typeof SortOrder>;

/** `open`: no decision stands, or the one that did has ended. `decided`: one stands. Else: one of that kind stands. */
export const DecisionFilter = z.enum(["open", "decided", ...DecisionKind.options]);
export type DecisionFilter = z.infer<typeof DecisionFilter>;

export const DormantUsersQuery = DormancyQuery.extend({
  skip: queryInt({ min: 0, max: 100_000_000 }).optional(),
  limit: queryInt({ min: 1, max: 200 }).optional(),
  cursor: z.string().min(1).max(1000).optional(),
  sort: DormantUserSort.optional(),
  order: SortOrder.optional(),
  state: queryList(z.enum([...DormancyState.options, "all"])).optional(),
  department: queryList(z.string().min(1).max(200)).optional(),
  q: z.string().trim().min(1).max(200).optional(),
  risk_level: queryList(RiskLevel).optional(),
  confidence_min: queryNumber({ min: 0, max: 1 }).optional(),
  decision: DecisionFilter.optional(),
});
export type DormantUsersQuery = z.infer<typeof DormantUsersQuery>;

export const listDormantUsers = defineContract({
  operationId: "listDormantUsers",
  method: "get",
  path: "/profile360/insights/dormant-users",
  summary: "Page of dormant users",
  description:
    "Dormant and never-active users unless `state` says otherwise, longest inactive first. " +
    "Page with `cursor` (stable while data changes) or with `skip` and `limit`.",
  tag: "Dormant users",
  scope: "insights:read",
  query: DormantUsersQuery,
  responses: { 200: { description: "A page", body: DormantUsersPage, headers: ["etag"] } },
});

export const getDormancySummary = defineContract({
  operationId: "getDormancySummary",
  method: "get",
  path: "/profile360/insights/dormant-users/summary",
  summary: "Counts by state, histogram of days inactive, freshness",
  tag: "Dormant users",
  scope: "insights:read",
  query: DormancyQuery.omit({ as_of: true }),
  responses: { 200: { description: "The summary", body: DormancySummary, headers: ["etag"] } },
});

export const getDormantUser = defineContract({
  operationId: "getDormantUser",
  method: "get",
  path: "/profile360/insights/dormant-users/{user_id}",
  summary: "Everything about one user: insight, evidence, activity, decisions",
  description: "For any user of the tenant, dormant or not. That it was read is written to the audit log.",
  tag: "Dormant users",
  scope: "insights:read",
  params: z.object({ user_id: UserId }),
  query: DormancyQuery,
  responses: { 200: { description: "The user", body: DormantUserDetail, headers: ["etag"] } },
});

export const exportDormantUsers = defineContract({
  operationId: "exportDormantUsers",
  method: "get",
  path: "/profile360/insights/dormant-users/export",
  summary: "The whole filtered list as CSV or JSON lines",
  description:
    "Takes the list's filters and order and gives every row. CSV opens in a spreadsheet without running anything: cells " +
    "that would be read as formulas begin with an apostrophe. That it was exported is written to the audit log. Where the " +
    "server cannot stream, a long list answers JSON: a link to fetch it from, without the token.",
  tag: "Dormant users",
  scope: "insights:read",
  query: DormantUsersQuery.omit({ skip: true, limit: true, cursor: true }).extend({
    format: z.enum(["csv", "jsonl"]).optional(),
  }),
  responses: {
    200: {
      description: "The list, or where it lies",
      body: ExportLink,
      media: ["text/csv; charset=utf-8", "application/x-ndjson"],
      headers: ["content-disposition"],
    },
  },
});
