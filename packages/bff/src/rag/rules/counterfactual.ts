import type { ClearingChange } from "@dormant-users/shared-types";
import type { AnalysisFacts } from "../evidence/analysis-facts.ts";
import type { GroupClass } from "../evidence/vocabulary.ts";
import { evaluateRisk, riskRank } from "./evaluate-risk.ts";

/** Membership of these adds nothing to the impact. */
const HARMLESS: ReadonlySet<GroupClass> = new Set(["remote_access", "general", "other"]);

const ADMINISTRATORS: ReadonlySet<GroupClass> = new Set(["directory_admin", "infrastructure_admin"]);

interface Change {
  readonly change: ClearingChange["change"];
  /** The facts after it; undefined where it cannot be made. */
  readonly apply: (facts: AnalysisFacts) => AnalysisFacts | undefined;
  readonly text: string;
}

/** Single changes that lower the impact; each is tried by the rubric itself. */
const CHANGES: readonly Change[] = [
  {
    change: "revoke_privilege",
    text: "Revoking its privileged role and its administrators' groups",
    apply: (facts) => {
      const left = facts.group_classes.filter((each) => !ADMINISTRATORS.has(each));
      const held = facts.privileged === "yes" || left.length < facts.group_classes.length;
      return held ? { ...facts, privileged: "no", group_classes: left } : undefined;
    },
  },
  {
    change: "leave_sensitive_groups",
    text: "Removing it from the groups that open delicate systems",
    apply: (facts) => {
      const left = facts.group_classes.filter((each) => HARMLESS.has(each) || ADMINISTRATORS.has(each));
      return left.length === facts.group_classes.length ? undefined : { ...facts, group_classes: left };
    },
  },
  {
    change: "enrol_mfa",
    text: "Enrolling MFA",
    apply: (facts) => (facts.mfa === "enrolled" ? undefined : { ...facts, mfa: "enrolled" }),
  },
];

/**
 * What would clear the account: the two changes that take any dormant account off the list, then every single change
 * that would lower its risk, the one that lowers it most first.
 */
export function counterfactual(facts: AnalysisFacts): readonly ClearingChange[] {
  const now = riskRank(evaluateRisk(facts).floor);
  const lowering = CHANGES.flatMap(({ change, apply, text }) => {
    const changed = apply(facts);
    if (changed === undefined) return [];
    const { floor } = evaluateRisk(changed);
    return riskRank(floor) < now ? [{ change, risk_level: floor, text: `${text} would make the risk ${floor}.` }] : [];
  }).sort((a, b) => riskRank(a.risk_level) - riskRank(b.risk_level));
  if (facts.state === "active" || facts.state === "disabled") return lowering;
  return [
    { change: "sign_in", risk_level: null, text: "A successful sign-in would take the account off the list." },
    { change: "disable", risk_level: null, text: "Disabling the account would take it off the list." },
    ...lowering,
  ];
}
