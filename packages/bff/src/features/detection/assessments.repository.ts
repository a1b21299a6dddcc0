import {
  type DormantUser,
  type ReviewAgreement,
  RiskLevel,
  type StandingDecision,
  type UserId,
} from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

/** What a row of the list shows of a user's insight and decision. */
type Assessment = Required<
  Pick<
    DormantUser,
    | "risk_level"
    | "confidence"
    | "summary"
    | "top_recommendations"
    | "insight_source"
    | "decision"
    | "insufficient_evidence"
    | "summary_evidence_ids"
    | "mfa"
  >
>;

interface AssessmentRow extends Pick<Assessment, "risk_level" | "confidence" | "summary" | "insight_source"> {
  readonly user_id: UserId;
  readonly insufficient_evidence: boolean | null;
  readonly summary_evidence_ids: Assessment["summary_evidence_ids"] | null;
  readonly mfa_enrolled: boolean | null;
  readonly top_recommendations: Assessment["top_recommendations"] | null;
  readonly decision_id: StandingDecision["decision_id"] | null;
  readonly kind: StandingDecision["kind"] | null;
  readonly until: string | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
}

const selectAssessments = defineQuery<readonly UserId[], AssessmentRow>({
  name: "detection.list_assessments",
  text: (schema) => `
SELECT p.user_id, i.risk_level, i.confidence, i.source AS insight_source, i.insight -> 'summary' -> 0 ->> 'text' AS summary,
  (SELECT jsonb_agg(jsonb_build_object('action', r -> 'action', 'title', r -> 'title') ORDER BY (r ->> 'priority')::integer)
    FROM jsonb_array_elements(i.insight -> 'recommendations') AS r WHERE (r ->> 'priority')::integer <= 2)
    AS top_recommendations,
  i.insight #> '{summary,0,evidence_ids}' AS summary_evidence_ids, (i.insight ->> 'insufficient_evidence')::boolean AS insufficient_evidence,
  (SELECT bool_and(a.mfa_enrolled) FROM ${schema}.source_accounts AS a WHERE a.user_id = p.user_id) AS mfa_enrolled,
  d.decision_id, d.kind, d.until, d.decided_by, d.decided_at
FROM unnest($1::uuid[]) AS p (user_id)
LEFT JOIN ${schema}.user_insights AS i USING (user_id)
LEFT JOIN ${schema}.decisions AS d ON d.user_id = p.user_id AND d.undone_at IS NULL`,
  params: (userIds) => [userIds],
});

const NOTHING: Assessment = {
  risk_level: null,
  confidence: null,
  summary: null,
  top_recommendations: [],
  insight_source: null,
  decision: null,
  insufficient_evidence: false,
  summary_evidence_ids: [],
  mfa: "unknown",
};

/** Adds to the rows of a page what is known of their users' insights and decisions. */
export async function withAssessments(tx: TenantTransaction, rows: readonly DormantUser[]): Promise<DormantUser[]> {
  if (rows.length === 0) return [];
  const found = await tx.list(
    selectAssessments,
    rows.map(({ user_id }) => user_id),
  );
  const byUser = new Map(found.map((row) => [row.user_id, toAssessment(row)]));
  return rows.map((row) => ({ ...row, ...(byUser.get(row.user_id) ?? NOTHING) }));
}

function toAssessment(row: AssessmentRow): Assessment {
  const { decision_id, kind, until, decided_by, decided_at } = row;
  const decided = decision_id !== null && kind !== null && decided_by !== null && decided_at !== null;
  return {
    risk_level: row.risk_level,
    confidence: row.confidence,
    summary: row.summary,
    top_recommendations: row.top_recommendations ?? [],
    insight_source: row.insight_source,
    insufficient_evidence: row.insufficient_evidence ?? false,
    summary_evidence_ids: row.summary_evidence_ids ?? [],
    // The weakest way in counts: one account without a second factor is enough.
    mfa: row.mfa_enrolled === null ? "unknown" : row.mfa_enrolled ? "enrolled" : "missing",
    decision: decided
      ? {
          decision_id,
          kind,
          until: until === null ? null : new Date(until).toISOString(),
          decided_by,
          decided_at: new Date(decided_at).toISOString(),
        }
      : null,
  };
}

const selectAgreement = defineQuery<string, ReviewAgreement>({
  name: "detection.count_agreement",
  text: (schema) => `
SELECT insight_risk_level AS risk_level, count(*)::integer AS reviews, count(*) FILTER (WHERE agrees)::integer AS agreed
FROM ${schema}.insight_reviews WHERE reviewed_at >= $1::timestamptz GROUP BY insight_risk_level`,
  params: (since) => [since],
});

const AGREEMENT_MS = 90 * 86_400_000;

/** Reviews of the last ninety days by the risk level that the insight gave; every level is present. */
export async function countAgreement(tx: TenantTransaction, nowMs: number): Promise<ReviewAgreement[]> {
  const rows = await tx.list(selectAgreement, new Date(nowMs - AGREEMENT_MS).toISOString());
  return RiskLevel.options.map(
    (risk_level) => rows.find((row) => row.risk_level === risk_level) ?? { risk_level, reviews: 0, agreed: 0 },
  );
}
