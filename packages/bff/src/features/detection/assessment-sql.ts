/** Conditions on what was analysed and decided about `user_profiles AS u`; each parameter is SQL text of a placeholder. */
export interface AssessmentParameters {
  /** smallint[] or null. */
  readonly riskRanks: string;
  /** Confidence, or null. */
  readonly confidenceMin: string;
  /** `open`, `decided`, a kind of decision, or null. */
  readonly decision: string;
  /** The instant at which a decision with an end still stands. */
  readonly instant: string;
}

/** Each user costs a look into two indexes at most: nothing is read for those that other conditions rule out. */
export function assessmentText(schema: string, at: AssessmentParameters): string {
  const [risk, confidence, decision] = [
    `${at.riskRanks}::smallint[]`,
    `${at.confidenceMin}::real`,
    `${at.decision}::text`,
  ];
  const standing = `EXISTS (SELECT FROM ${schema}.decisions AS d WHERE d.user_id = u.user_id AND d.undone_at IS NULL
        AND (d.until IS NULL OR d.until > ${at.instant}::timestamptz)`;
  return `(${risk} IS NULL OR u.risk_rank = ANY (${risk}))
      AND (${confidence} IS NULL OR EXISTS (
        SELECT FROM ${schema}.user_insights AS i WHERE i.user_id = u.user_id AND i.confidence >= ${confidence}))
      AND (${decision} IS NULL OR CASE ${decision} WHEN 'open' THEN NOT ${standing}) WHEN 'decided' THEN ${standing})
        ELSE ${standing} AND d.kind = ${decision}) END)`;
}
