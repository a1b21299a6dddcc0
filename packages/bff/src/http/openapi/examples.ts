import type { Problem, ProblemCode } from "@dormant-users/shared-types";
import { PROBLEM_KINDS } from "../error-map.ts";

const freshness = {
  as_of: "2026-11-22T06:00:00.000Z",
  data_as_of: "2026-11-22T06:00:00.000Z",
  cutoff: "2026-10-23T06:00:00.000Z",
  inactive_days: 30,
  warnings: [],
};

const user = {
  user_id: "7d6f2f4e-9a55-4a3a-8a0e-0f6c54b1c2d3",
  email: "ada.example@northwind.example",
  name: "Ada Example",
  days_inactive: 62,
  last_active_at: "2026-09-21T05:12:44.000Z",
  days_inactive_is_minimum: false,
  external_id: "00u1ab2cd3",
  state: "dormant",
  reason: "inactive_since_cutoff",
  last_active_basis: "successful_sign_in",
  last_active_source: "okta",
  account_start_at: "2023-03-04T09:00:00.000Z",
  account_type: "human",
  privileged: false,
  department: "Platform",
  sources: ["okta"],
  risk_level: "high",
  confidence: 0.82,
  summary: "Quiet for 62 days with access to the deployment groups.",
  top_recommendations: [{ action: "disable_with_grace", title: "Disable after a week's notice" }],
  insight_source: "rules",
  decision: null,
};

const decision = {
  decision_id: "1f0c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b",
  user_id: user.user_id,
  kind: "snooze",
  reason: "Back in January",
  until: "2027-01-10T00:00:00.000Z",
  assignee: null,
  decided_by: "00u9admin",
  decided_at: "2026-11-22T06:10:00.000Z",
  apply_status: "applied",
  apply_detail: null,
  undone_at: null,
  undone_by: null,
};

const review = {
  insight_id: "2b1c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b",
  reviewer: "00u9admin",
  agrees: false,
  risk_level: "medium",
  reason: "On parental leave",
  reviewed_at: "2026-11-22T06:12:00.000Z",
};

const job = {
  job_id: "3c1c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b",
  status: "running",
  requested_by: "00u9admin",
  requested_at: "2026-11-22T06:15:00.000Z",
  started_at: "2026-11-22T06:15:01.000Z",
  finished_at: null,
  cancel_requested: false,
  dormant: 200,
  analysed: 12,
  unchanged: 90,
  failed: 0,
  by_source: { model: 12, rules: 0 },
  dropped_claims: 1,
  model_calls: 12,
  embedding_calls: 2,
  tokens: { input: 21_000, output: 3600, embedding: 900 },
  cost_usd: 0.04,
  outcome: null,
};

const counts = { disabled: 3, exempt: 5, snoozed: 0, unknown: 1, never_active: 2, dormant: 1, active: 40 };

const settings = {
  inactive_days: 30,
  inactive_days_privileged: 14,
  inactive_days_by_account_type: { guest: 21 },
  exempt_account_types: ["service"],
  exemptions: [
    { kind: "group", value: "parental-leave", reason: "Away by agreement", until: "2027-03-01T00:00:00.000Z" },
  ],
  hold_limits: { max_shrink_share: 0.2, max_dormant_share_rise: 0.2, max_stall_days: 7 },
};
const storedSettings = { ...settings, version: 4, updated_at: "2026-11-20T10:00:00.000Z", updated_by: "00u9admin" };

const dormancy = {
  ...user,
  ...freshness,
  measured_at: "2026-11-22T06:00:00.000Z",
  dormant_from: "2026-10-21T05:12:44.000Z",
  explanation: "Last signed in 62 days before the newest data; 30 days are allowed.",
  accounts: [
    {
      source: "okta",
      external_id: "00u1ab2cd3",
      data_as_of: "2026-11-22T06:00:00.000Z",
      can_sign_in: true,
      cannot_sign_in_reason: null,
      account_type: "human",
      account_start_at: "2023-03-04T09:00:00.000Z",
      last_active_at: "2026-09-21T05:12:44.000Z",
      last_active_basis: "successful_sign_in",
    },
  ],
};

/** By operation and by status (or `request`); a test parses each with the contract's schema. */
export const EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  listDormantUsers: { 200: { ...freshness, items: [user], total: 1, skip: 0, limit: 50, next_cursor: null, counts } },
  getDormancySummary: {
    200: {
      ...freshness,
      counts,
      total: 52,
      histogram: [
        { from_days: 0, to_days: 30, users: 40, never_active: 0 },
        { from_days: 30, to_days: null, users: 1, never_active: 2 },
      ],
      sources: [{ source: "okta", data_as_of: "2026-11-22T06:00:00.000Z", reports_activity: true, accounts: 52 }],
    },
  },
  getUserDormancy: { 200: dormancy },
  getDormantUser: {
    200: {
      ...dormancy,
      insight_id: null,
      insight: null,
      analysed_at: null,
      stale: false,
      similar_users: [],
      activity_days: [{ day: "2026-09-21", sources: ["okta"], events: 1 }],
      activity_days_total: 1,
      decisions: [decision],
      earlier_insights: [],
      review: null,
    },
  },
  exportDormantUsers: {
    200: {
      url: "https://exports.example/tenant_northwind/exports/6e1c9a52/dormant-users-2026-11-22.csv?X-Amz-Signature=…",
      expires_at: "2026-11-22T06:20:00.000Z",
      file_name: "dormant-users-2026-11-22.csv",
    },
  },
  makeDecisions: {
    request: {
      kind: "snooze",
      until: decision.until,
      reason: decision.reason,
      users: [{ user_id: user.user_id, seen: null }],
    },
    200: { results: [{ user_id: user.user_id, status: "decided", decision }] },
  },
  undoDecision: { 200: { ...decision, undone_at: "2026-11-22T06:11:00.000Z", undone_by: "00u9admin" } },
  undoDecisions: {
    request: { decision_ids: [decision.decision_id] },
    200: {
      results: [
        {
          decision_id: decision.decision_id,
          status: "undone",
          decision: { ...decision, undone_at: "2026-11-22T06:11:00.000Z", undone_by: "00u9admin" },
        },
      ],
    },
  },
  reportDecisionResult: {
    request: { status: "applied", detail: "Account suspended in Okta" },
    200: {
      ...decision,
      kind: "disable",
      until: null,
      apply_status: "applied",
      apply_detail: "Account suspended in Okta",
    },
  },
  putReview: { request: { agrees: false, risk_level: "medium", reason: review.reason }, 200: review },
  startRefresh: { request: {}, 202: { job_id: job.job_id, status: "queued" } },
  getRefresh: { 200: job },
  cancelRefresh: { 200: { ...job, cancel_requested: true } },
  eraseUser: {
    200: {
      receipt_id: "5d1c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b",
      user_id: user.user_id,
      erased_at: "2026-11-22T06:20:00.000Z",
      erased_by: "00u9privacy",
      removed: { user_profiles: 1, source_accounts: 2, user_insights: 1 },
      tombstones: 4,
    },
  },
  listAudit: {
    200: {
      items: [
        {
          audit_id: 812,
          at: "2026-11-22T06:10:00.000Z",
          actor: "00u9admin",
          action: "decision_made",
          target: user.user_id,
          detail: { decision_id: decision.decision_id, kind: "snooze" },
          request_id: "3f0e6b0a-6c1f-4b57-9f0e-5d1f2a3b4c5d",
        },
      ],
      next_cursor: null,
    },
  },
  getSettings: { 200: storedSettings },
  putSettings: { request: settings, 200: { ...storedSettings, version: 5 } },
  getHealth: { 200: { status: "ok", version: "0.1.0" } },
  getReadiness: {
    200: { status: "ready", checks: { database: { ok: true } } },
    503: { status: "not_ready", checks: { database: { ok: false, detail: "cannot be reached" } } },
  },
};

export function exampleOf(operationId: string, part: number | "request"): unknown {
  return EXAMPLES[operationId]?.[part];
}

export function problemExample(code: ProblemCode): Problem {
  const { status, title } = PROBLEM_KINDS[code];
  return {
    type: `urn:dormant-users:${code}`,
    title,
    status,
    code,
    request_id: "3f0e6b0a-6c1f-4b57-9f0e-5d1f2a3b4c5d",
    ...(code === "invalid_request" && {
      detail: "Correct what `errors` names and send the request again.",
      errors: [{ path: "query.limit", message: "must be a whole number from 1 to 200" }],
    }),
  };
}
