import { Insight } from "../resources/insight.ts";

/** A valid insight of a model about a dormant administrator. */
export function buildInsight(overrides: Partial<Insight> = {}): Insight {
  const observed = { observed_at: "2026-11-22T05:40:00.000Z", source: "entra" } as const;
  return Insight.parse({
    risk_level: "critical",
    risk_floor: "critical",
    confidence: 0.93,
    confidence_terms: [
      { term: "base", points: 0.5, text: "Where every verdict starts." },
      { term: "evidence_coverage", points: 0.2, text: "Every fact that matters is known." },
      { term: "rule_margin", points: 0.05, text: "The level is 3 points or more from the next." },
      { term: "agreement", points: 0.1, text: "Model and rules agree on the level." },
      { term: "verified_citations", points: 0.1, text: "Every statement is borne out by the evidence it cites." },
      { term: "freshness", points: -0.02, text: "The newest data is recent." },
    ],
    insufficient_evidence: false,
    source: "model",
    rules_reason: null,
    summary: [
      { text: "Critical risk: a privileged account without MFA that nobody uses.", evidence_ids: ["E1", "E2", "E3"] },
      { text: "Quiet for 91 to 180 days.", evidence_ids: ["E1"] },
    ],
    recommendations: [
      {
        action: "revoke_privileged_role",
        title: "Revoke the privileged role",
        detail: "The privileged role is not used while the account is quiet.",
        priority: 1,
        evidence_ids: ["E2"],
      },
      {
        action: "notify_manager",
        title: "Ask the manager",
        detail: "A manager is on record and can say whether the account is still needed.",
        priority: 2,
        evidence_ids: ["E4"],
      },
    ],
    counterfactual: [
      { change: "sign_in", risk_level: null, text: "A successful sign-in would take the account off the list." },
      { change: "enrol_mfa", risk_level: "high", text: "Enrolling MFA would make the risk high." },
    ],
    evidence: [
      {
        id: "E1",
        key: "days_inactive",
        kind: "activity",
        ...observed,
        value: "91-180",
        text: "Quiet for 91 to 180 days.",
      },
      { id: "E2", key: "privileged", kind: "profile", ...observed, value: "yes", text: "Holds a privileged role." },
      { id: "E3", key: "mfa", kind: "profile", ...observed, value: "not_enrolled", text: "MFA: not enrolled." },
      { id: "E4", key: "manager", kind: "profile", ...observed, value: "on_record", text: "A manager is on record." },
    ],
    evidence_hash: "0".repeat(64),
    model_id: "us.anthropic.claude-haiku-5-5",
    prompt_version: "prompt-1",
    rules_version: "rules-1",
    generated_at: "2026-11-22T06:00:00.000Z",
    ...overrides,
  });
}
