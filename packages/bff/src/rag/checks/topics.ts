import type { AnalysisFacts, FactKey } from "../evidence/analysis-facts.ts";
import type { DepartmentClass, GroupClass } from "../evidence/vocabulary.ts";

/** Something a claim can speak of, with the facts that can bear it out. */
export interface Topic {
  readonly id: string;
  readonly mention: RegExp;
  /** A claim on the topic cites one of these. */
  readonly cites: readonly FactKey[];
  /** True where the facts say what the words around the mention say. */
  readonly agrees: (scope: string, facts: AnalysisFacts) => boolean;
}

const UNKNOWN =
  /\b(?:unknown|not reported|unreported|not known|unclear|no data|not determined|cannot be|unverified|too little|whether)\b/;
const NEGATIVE =
  /\b(?:no|not|never|without|lacks?|lacking|missing|absent|absence|none|neither|nor|cannot)\b|n't\b|\bnon-/;
const DEMANDED = /\b(?:should|must|requires?|required|needs?|enforce|enable|enrol|enroll)\b/;

type Polarity = "yes" | "no" | "unknown";
const polarityOf = (clause: string): Polarity =>
  UNKNOWN.test(clause) ? "unknown" : NEGATIVE.test(clause) ? "no" : "yes";

/** Agreement of a clause that affirms, denies or leaves open with a fact that does. */
const matches = (clause: string, truth: Polarity): boolean => polarityOf(clause) === truth;

const isType =
  (...types: readonly AnalysisFacts["account_type"][]) =>
  (clause: string, facts: AnalysisFacts): boolean =>
    matches(clause, facts.account_type === "unknown" ? "unknown" : types.includes(facts.account_type) ? "yes" : "no");

const SILENCE_FACTS: readonly FactKey[] = [
  "state",
  "days_inactive",
  "silence_is_minimum",
  "silence_vs_threshold",
  "silence_vs_rhythm",
  "activity_basis",
  "return_probability",
  "trend",
];
const ADMIN_GROUPS: readonly GroupClass[] = ["directory_admin", "infrastructure_admin"];

/** A field of work: told by department, job or groups. */
function field(
  id: string,
  mention: RegExp,
  departments: readonly DepartmentClass[],
  groups: readonly GroupClass[],
): Topic {
  return {
    id,
    mention,
    cites: ["department", "job_class", "group_classes"],
    agrees: (clause, facts) => {
      const told =
        departments.some((each) => each === facts.department || each === facts.job_class) ||
        groups.some((each) => facts.group_classes.includes(each));
      return polarityOf(clause) === "no" ? !told : told;
    },
  };
}

const FIELDS: readonly Topic[] = [
  field(
    "finance",
    /\b(?:financ\w+|accounting|accountants?|payroll|treasury|billing)\b/,
    ["finance"],
    ["finance_systems"],
  ),
  field("hr", /\bhr\b|\bhuman resources\b/, ["hr"], ["hr_systems"]),
  field("legal", /\blegal (?:department|team|systems?|data)\b|\bcounsel\b|\blawyers?\b/, ["legal"], ["legal_systems"]),
  field("executive", /\bexecutives?\b|\bboard member\b|\bceo\b|\bcfo\b/, ["executive"], []),
  field("engineering", /\bengineer\w*\b|\bdevelopers?\b(?! tools)/, ["engineering"], ["source_code"]),
  field("source_code", /\bsource code\b|\brepositor\w+\b/, [], ["source_code"]),
  field("sales", /\bsales\b/, ["sales"], []),
  field("customer_data", /\bcustomer(?:s'?|'s)? (?:data|systems?|records)\b/, [], ["customer_data"]),
  field("security_team", /\bsecurity (?:team|department|tools|systems)\b/, ["security"], ["security_tools"]),
  field("remote_access", /\bvpn\b|\bremote access\b/, [], ["remote_access"]),
];

export const TOPICS: readonly Topic[] = [
  {
    id: "mfa",
    mention: /\bmfa\b|\bmulti-?\s?factor\b|\b2fa\b|\btwo-?\s?(?:factor|step)\b|\bsecond factor\b|\bauthenticator\b/,
    cites: ["mfa"],
    agrees: (clause, { mfa }) => {
      if (UNKNOWN.test(clause)) return mfa === "unknown";
      if (NEGATIVE.test(clause) || /\b(?:disabled|off|unprotected|unenrolled)\b/.test(clause))
        return mfa === "not_enrolled";
      return DEMANDED.test(clause) ? mfa !== "enrolled" : mfa === "enrolled";
    },
  },
  {
    id: "privilege",
    mention: /\badmin\w*\b|\b(?:un)?privileg\w*\b|\belevated\b|\broot\b|\bsuperuser\b/,
    cites: ["privileged", "group_classes", "department", "job_class"],
    agrees: (clause, facts) => {
      const administers = ADMIN_GROUPS.some((each) => facts.group_classes.includes(each));
      const inIt = facts.department === "it_admin" || facts.job_class === "it_admin";
      if (/\bunprivileged\b/.test(clause) || NEGATIVE.test(clause)) return facts.privileged === "no";
      return facts.privileged === "yes" || administers || (inIt && /\bit admin/.test(clause));
    },
  },
  {
    id: "guest",
    mention: /\bguests?\b(?! invitation)|\bexternal (?:user|account|identity)\b/,
    cites: ["account_type", "guest_invitation"],
    agrees: isType("guest"),
  },
  {
    id: "service_account",
    mention: /\bservice account\b|\bnon-human\b|\bmachine (?:account|identity)\b|\bbots?\b/,
    cites: ["account_type"],
    agrees: (clause, facts) => isType("service")(clause.replace("non-human", "machine"), facts),
  },
  {
    id: "break_glass",
    mention: /\bbreak-?\s?glass\b|\bemergency access\b/,
    cites: ["account_type"],
    agrees: isType("break_glass"),
  },
  {
    id: "shared",
    mention: /\bshared (?:account|mailbox|credentials?|login)\b/,
    cites: ["account_type"],
    agrees: isType("shared"),
  },
  {
    id: "invitation",
    mention: /\binvit\w+\b/,
    cites: ["guest_invitation"],
    agrees: (clause, { guest_invitation }) => {
      if (UNKNOWN.test(clause)) return guest_invitation === "unknown";
      const pending = /\b(?:pending|open|outstanding|unaccepted|unredeemed)\b/.test(clause) || NEGATIVE.test(clause);
      if (pending) return guest_invitation === "pending";
      if (/\b(?:accepted|redeemed)\b/.test(clause)) return guest_invitation === "accepted";
      return guest_invitation === "pending" || guest_invitation === "accepted";
    },
  },
  {
    id: "never_active",
    mention: /\bnever(?: been| once)? (?:active|used|signed|logged|seen)\b/,
    cites: ["state", "days_inactive", "activity_basis"],
    agrees: (_, { state }) => state === "never_active",
  },
  {
    id: "in_use",
    mention:
      /\b(?:is|remains|currently|still|recently|actively|regularly) (?:active|in use|used|signed in|signing in)\b|\bsigned in recently\b/,
    cites: ["state", "days_inactive"],
    agrees: (clause, { state }) => (polarityOf(clause) === "no" ? state !== "active" : state === "active"),
  },
  {
    id: "silence",
    mention:
      /\b(?:quiet|inactive|inactivity|dormant|silent|silence|idle|no activity|without activity|abandoned|abandonment)\b/,
    cites: SILENCE_FACTS,
    agrees: (clause, { state }) =>
      state !== "active" || !/\b(?:dormant|inactive|abandoned)\b/.test(clause) || polarityOf(clause) === "no",
  },
  {
    id: "trend",
    mention:
      /\bactivity (?:was|had been|kept) (?:falling|declining|decreasing|rising|increasing|growing|steady|stable)\b|\b(?:falling|declining|decreasing|rising|increasing|steady) activity\b/,
    cites: ["trend"],
    agrees: (clause, { trend }) =>
      trend ===
      (/falling|declin|decreas/.test(clause) ? "falling" : /steady|stable/.test(clause) ? "steady" : "rising"),
  },
  {
    id: "rhythm",
    mention: /\b(?:daily|weekly|monthly|quarterly|yearly|annual|annually|seasonal|seasonally)\b/,
    cites: ["typical_gap"],
    agrees: (clause, { typical_gap }) =>
      /seasonal/.test(clause)
        ? typical_gap === "quarterly" || typical_gap === "yearly"
        : typical_gap !== "unknown" && clause.replace(/annual(?:ly)?/, "yearly").includes(typical_gap),
  },
  {
    id: "return",
    mention: /\breturn(?:s|ed|ing)?\b|\b(?:come|comes|came|coming) back\b|\breactivat\w+\b/,
    cites: ["return_probability", "peers", "silence_vs_rhythm"],
    agrees: (clause, { return_probability }) => {
      if (UNKNOWN.test(clause) || /\bnot enough\b/.test(clause)) return return_probability === "unknown";
      if (
        /\b(?:unlikely|improbable|rare|rarely|remote|little chance|low (?:likelihood|chance|probability)|not (?:likely|expected))\b/.test(
          clause,
        )
      ) {
        return ["<2%", "2-5%", "5-15%"].includes(return_probability);
      }
      if (/\b(?:likely|expected|probable|probably|high (?:likelihood|chance|probability))\b/.test(clause))
        return return_probability === ">40%";
      return true;
    },
  },
  {
    id: "licence",
    mention: /\blicen[cs]e\w*\b/,
    cites: ["licence_count", "licence_classes"],
    agrees: (clause, { licence_count }) =>
      matches(clause, licence_count === "unknown" ? "unknown" : licence_count === "0" ? "no" : "yes"),
  },
  {
    id: "manager",
    mention: /\bmanagers?\b|\bsupervisors?\b/,
    cites: ["manager"],
    agrees: (clause, { manager }) =>
      matches(clause, manager === "unknown" ? "unknown" : manager === "none" ? "no" : "yes"),
  },
  {
    id: "sensitive_department",
    mention: /\bsensitive (?:department|team|unit|area)\b|\bdepartment is (?:not )?sensitive\b/,
    cites: ["sensitive_department", "department"],
    agrees: (clause, facts) => matches(clause, facts.sensitive_department),
  },
  {
    id: "groups",
    mention: /\bgroups?\b|\bgroup memberships?\b/,
    cites: ["group_classes", "group_count"],
    agrees: (clause, { group_count }) => !/\b(?:no|zero|not any) groups?\b/.test(clause) || group_count === "0",
  },
  {
    id: "decision",
    mention: /\bdecisions?\b|\bdecided\b/,
    cites: ["latest_decision", "earlier_decisions"],
    agrees: (clause, { latest_decision, earlier_decisions }) => {
      const made = latest_decision === "none" ? [] : [latest_decision, ...earlier_decisions].map(({ kind }) => kind);
      if (/\bno (?:earlier |standing )?decisions?\b/.test(clause)) return made.length === 0;
      const named = /\b(keep|notify|disable|snooze|exempt|reassign)/.exec(clause)?.[1];
      return made.length > 0 && (named === undefined || made.some((kind) => kind === named));
    },
  },
  {
    id: "conflict",
    mention: /\bdisagree\w*\b|\bconflict\w*\b|\bcontradict\w*\b|\bsources agree\b/,
    cites: ["sources_agree"],
    agrees: (clause, { sources_agree }) =>
      sources_agree === (/\bsources agree\b/.test(clause) || NEGATIVE.test(clause) ? "agree" : "conflict"),
  },
  {
    id: "status",
    mention: /\b(?:suspended|deprovisioned|locked|staged|password[- ]expired)\b/,
    cites: ["stored_object"],
    agrees: (clause, { stored_object }) =>
      stored_object !== "unknown" &&
      new RegExp(stored_object.status.replace("_", "[- ]")).test(clause) !== NEGATIVE.test(clause),
  },
  {
    id: "similar_accounts",
    mention: /\bsimilar\b|\bpeers?\b|\bneighbou?rs?\b|\bcomparable\b/,
    cites: ["peers"],
    agrees: (clause, { peers }) =>
      /\bno similar accounts? (?:was |were )?found\b/.test(clause) ? peers === "none" : peers !== "none",
  },
  {
    id: "threshold",
    mention: /\bthreshold\b/,
    cites: ["silence_vs_threshold", "state"],
    agrees: (clause, { silence_vs_threshold }) =>
      !/\b(?:under|below|less than|within)\b/.test(clause) || silence_vs_threshold === "under",
  },
  {
    id: "sign_in_kind",
    mention: /\bnon-interactive\b|\b(?:failed|attempted) sign-?\s?ins?\b/,
    cites: ["activity_basis"],
    agrees: (clause, { activity_basis }) =>
      activity_basis === (/non-interactive/.test(clause) ? "non_interactive" : "attempted_sign_in"),
  },
  {
    id: "new_account",
    mention: /\b(?:new|newly created|recently created|young) account\b|\b(?:newly|recently) created\b/,
    cites: ["account_age"],
    agrees: (clause, { account_age }) => (account_age === "0-30" || account_age === "31-90") !== NEGATIVE.test(clause),
  },
  {
    id: "data",
    mention:
      /\bstored object\b|\btoo little (?:is known|evidence|data|history|activity)\b|\binsufficient (?:evidence|data|history)\b/,
    cites: ["stored_object", "state", "days_inactive", "return_probability", "typical_gap"],
    agrees: (clause, { state, days_inactive, return_probability, typical_gap }) =>
      /\bstored object\b/.test(clause) || [state, days_inactive, return_probability, typical_gap].includes("unknown"),
  },
  ...FIELDS,
];
