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
  Pick<DormantUser, "risk_level" | "confidence" | "summary" | "top_recommendations" | "insight_source" | "decision">
>;

interface AssessmentRow extends Omit<Assessment, "decision" | "top_recommendations"> {
  readonly user_id: UserId;
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
  d.decision_id, d.kind, d.until, d.decided_by, d.decided_at
FROM unnest($1::uuid[]) AS p (user_id)
LEFT JOIN ${schema}.user_insights AS i USING (user_id)
LEFT JOIN ${schema}.decisions AS d ON d.user_id = p.user_id AND d.undone_at IS NULL
WHERE i.user_id IS NOT NULL OR d.user_id IS NOT NULL`,
  params: (userIds) => [userIds],
});

const NOTHING: Assessment = {
  risk_level: null,
  confidence: null,
  summary: null,
  top_recommendations: [],
  insight_source: null,
  decision: null,
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

const selectRiskCounts = defineQuery<void, { risk_level: RiskLevel; users: number }>({
  name: "detection.count_risk_levels",
  text: (schema) => `SELECT risk_level, count(*)::integer AS users FROM ${schema}.user_insights GROUP BY risk_level`,
});

/** Users with an insight, by its risk level; every level is present. */
export async function countRiskLevels(tx: TenantTransaction): Promise<Record<RiskLevel, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { risk_level, users } of await tx.list(selectRiskCounts)) counts[risk_level] = users;
  return counts;
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
