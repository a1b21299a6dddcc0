import { type ActivityDay, DormantUserDetail, type Insight } from "@dormant-users/shared-types";
import { buildDecision, buildDormantUser, buildInsight } from "@dormant-users/shared-types/testing";
import { RISK_LEVELS } from "../lib/contract/vocabulary.data.ts";
import { daysBefore } from "../lib/formats.ts";
import { AS_OF } from "./tenant-directory.ts";

const LAST_ACTIVE = "2026-07-02T16:12:00.000Z";

/** Working days until the last one, every second or third, as one who then stopped. */
function workingRhythm(): ActivityDay[] {
  const days: ActivityDay[] = [];
  for (let before = 0; before < 250; before += 1 + ((before * 7) % 3)) {
    const instant = daysBefore(LAST_ACTIVE, before);
    const weekday = new Date(instant).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    days.push({ day: instant.slice(0, 10), sources: ["okta"], events: 1 + ((before * 13) % 9) });
  }
  return days;
}

/** From the worst level on, each leads to a better one. */
const CLEARING: Insight["counterfactual"] = [
  { change: "sign_in", risk_level: null, text: "A successful sign-in would take the account off the list." },
  {
    change: "revoke_privilege",
    risk_level: "medium",
    text: "Revoking its privileged role would make the risk medium.",
  },
  { change: "enrol_mfa", risk_level: "high", text: "Enrolling MFA would make the risk high." },
];

/** A believable insight about an administrator who stopped, with facts of every kind. */
export function buildFullInsight(overrides: Partial<Insight> = {}): Insight {
  const risk = overrides.risk_level ?? "critical";
  const at = { observed_at: "2026-11-22T05:40:00.000Z" };
  const fact = (id: number, key: string, kind: string, source: string, text: string) =>
    ({ id: `E${id}`, key, kind, source, value: "yes", text, ...at }) as Insight["evidence"][number];
  return buildInsight({
    summary: [
      {
        text: `${risk.charAt(0).toUpperCase()}${risk.slice(1)} risk: a privileged account without MFA that nobody uses.`,
        evidence_ids: ["E2", "E3", "E5"],
      },
      { text: "Quiet for 91 to 180 days, more than 10 times the account's usual gap.", evidence_ids: ["E2", "E6"] },
      { text: "Of 7 similar accounts, 6 were disabled and none returned.", evidence_ids: ["E10"] },
    ],
    recommendations: [
      {
        action: "revoke_privileged_role",
        title: "Revoke the privileged role",
        detail: "The privileged role is not used while the account is quiet. Grant it again when it is needed.",
        priority: 1,
        evidence_ids: ["E3", "E2"],
      },
      {
        action: "disable_with_grace",
        title: "Disable with 30 days' grace",
        detail: "Announce it, disable the account, and delete nothing within 30 days: it can be undone until then.",
        priority: 2,
        evidence_ids: ["E2", "E7"],
      },
      {
        action: "notify_manager",
        title: "Ask the manager",
        detail: "A manager is on record and can say whether the account is still needed.",
        priority: 3,
        evidence_ids: ["E8", "E2"],
      },
      {
        action: "reclaim_licence",
        title: "Reclaim the licences",
        detail: "Licences are assigned and not used while the account is quiet.",
        priority: 4,
        evidence_ids: ["E9"],
      },
    ],
    counterfactual: CLEARING.filter(
      ({ risk_level }) => !risk_level || RISK_LEVELS.indexOf(risk_level) > RISK_LEVELS.indexOf(risk),
    ),
    evidence: [
      fact(1, "state", "activity", "detection", "Dormant: last active before the tenant's threshold."),
      fact(2, "days_inactive", "activity", "detection", "Quiet for 91 to 180 days."),
      fact(6, "silence_vs_rhythm", "activity", "rhythm", "Quiet for more than 10 times the account's usual gap."),
      fact(7, "return_probability", "activity", "rhythm", "Likelihood of a return within 180 days: under 2 percent."),
      fact(3, "privileged", "profile", "entra", "Holds a privileged role."),
      fact(5, "mfa", "profile", "entra", "MFA: not enrolled."),
      fact(8, "manager", "profile", "trustx", "A manager is on record."),
      fact(9, "licence_count", "profile", "entra", "Holds 1 to 5 licences."),
      fact(
        4,
        "stored_object",
        "stored_object",
        "entra",
        "Newest stored object from entra, less than 2 days old: status enabled.",
      ),
      fact(
        10,
        "peers",
        "peers",
        "neighbours",
        "7 similar accounts (close): 0 returned, 6 disabled, 0 kept, 1 still open.",
      ),
    ],
    ...overrides,
  });
}

/** A valid page about one user; Maren Kvist unless overridden. */
export function buildUserDetail(overrides: Partial<DormantUserDetail> = {}): DormantUserDetail {
  const days = workingRhythm();
  return DormantUserDetail.parse({
    ...buildDormantUser({
      user_id: "00000000-0000-4000-8000-0000000000aa" as DormantUserDetail["user_id"],
      name: "Maren Kvist",
      email: "m.kvist@northwind.example",
      privileged: true,
      days_inactive: 142,
      last_active_at: LAST_ACTIVE,
      sources: ["okta", "entra"],
      return_probability: 0.012,
      typical_gap_days: { low: 1, high: 3 },
    }),
    as_of: AS_OF,
    data_as_of: AS_OF,
    cutoff: daysBefore(AS_OF, 30),
    inactive_days: 30,
    warnings: [],
    measured_at: AS_OF,
    dormant_from: daysBefore(LAST_ACTIVE, -30),
    explanation: "Last active on 2 Jul 2026, 142 days ago; more than 30 days is dormant.",
    accounts: [account("okta", LAST_ACTIVE), account("entra", "2026-05-19T08:40:00.000Z")],
    insight_id: "00000000-0000-4000-b000-000000000001",
    insight: buildFullInsight(),
    analysed_at: "2026-11-22T06:12:00.000Z",
    stale: false,
    similar_users: [
      similar(1, "Tomás Ferreira", 0.93, {
        outcome: "disabled",
        decision: "disable",
        decided_at: "2026-07-09T09:00:00.000Z",
      }),
      similar(2, "Ines Okonkwo", 0.91, {
        outcome: "returned",
        last_active_at: "2026-11-20T09:00:00.000Z",
        risk_level: "low",
      }),
      similar(3, "Łukasz Wójcik", 0.88, { outcome: "still_dormant", risk_level: "high" }),
    ],
    return_basis: { similar_silences: 96, returned: 1 },
    activity_days: days,
    activity_days_total: days.length,
    decisions: [
      buildDecision({
        kind: "keep",
        reason: "On the migration until June",
        decided_at: "2026-06-04T08:00:00.000Z",
        decided_by: "priya@northwind.example",
        undone_at: "2026-08-02T08:00:00.000Z",
        undone_by: "priya@northwind.example",
      }),
    ],
    earlier_insights: [
      earlier(1, "high", 0.86, "model", "2026-10-02"),
      earlier(2, "medium", 0.71, "rules", "2026-08-02"),
    ],
    review: null,
    ...overrides,
  });
}

function account(source: string, lastActiveAt: string) {
  return {
    source,
    external_id: `${source}-1`,
    data_as_of: AS_OF,
    can_sign_in: true,
    cannot_sign_in_reason: null,
    account_type: "human",
    account_start_at: "2023-03-04T09:00:00.000Z",
    last_active_at: lastActiveAt,
    last_active_basis: "successful_sign_in",
  };
}

function similar(number: number, name: string, similarity: number, more: object) {
  return {
    user_id: `00000000-0000-4000-8000-00000000000${number}`,
    name,
    email: null,
    similarity,
    last_active_at: null,
    risk_level: null,
    decision: null,
    ...more,
  };
}

function earlier(number: number, risk: string, confidence: number, source: string, day: string) {
  return {
    insight_id: `00000000-0000-4000-b000-00000000001${number}`,
    risk_level: risk,
    confidence,
    source,
    model_id: source === "model" ? "us.anthropic.claude-haiku-5-5" : null,
    outcome: "accepted",
    summary: "High risk: a privileged account that has not been used for 61 to 90 days.",
    analysed_at: `${day}T06:00:00.000Z`,
  };
}
