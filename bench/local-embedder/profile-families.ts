import { pick } from "../../packages/bff/src/samples/random.ts";

export interface Profile {
  readonly family: number;
  /** One closed sentence for each fact, always in the same order. */
  readonly facts: readonly string[];
  readonly text: string;
}

// The facts of an account as the product words them for an embedder: closed sentences, most words in all of them.
const FACTS: readonly (readonly string[])[] = [
  ["human", "guest", "service", "shared", "break-glass"].map((type) => `Account type: ${type}.`),
  ["Holds a privileged role.", "Holds no privileged role."],
  ["enrolled", "not enrolled", "not reported"].map((mfa) => `MFA: ${mfa}.`),
  [
    "finance",
    "hr",
    "engineering",
    "it admin",
    "security",
    "legal",
    "executive",
    "sales",
    "support",
    "external",
    "other",
  ].map((department) => `Department class: ${department}.`),
  ["finance", "hr", "engineering", "it admin", "security", "legal", "executive", "sales", "support", "other"].map(
    (job) => `Job class: ${job}.`,
  ),
  [
    "nothing",
    "directory admin, infrastructure admin",
    "security tools",
    "finance systems",
    "hr systems",
    "legal systems",
    "customer data",
    "source code, remote access",
    "general",
    "other",
  ].map((groups) => `Groups open: ${groups}.`),
  ["Member of no group.", "Member of 1 to 5 groups.", "Member of 6 to 20 groups.", "Member of more than 20 groups."],
  ["nothing", "premium suite", "basic suite", "crm", "developer tools", "analytics"].map(
    (licences) => `Licences for: ${licences}.`,
  ),
  ["0 to 30", "31 to 90", "91 to 365", "more than 365"].map((age) => `Account age: ${age} days.`),
  ["A manager is on record.", "No manager is on record.", "Manager: not reported."],
  [
    "Dormant: last active before the tenant's threshold.",
    "Never active since the account could first be used.",
    "State: active.",
  ],
  ["0 to 30", "31 to 60", "61 to 90", "91 to 180", "181 to 365", "more than 365"].map(
    (days) => `Quiet for ${days} days.`,
  ),
  [
    "Last activity seen: a successful sign-in.",
    "Last activity seen: a non-interactive sign-in.",
    "Last activity seen: activity in an application.",
    "No activity was ever seen.",
  ],
  ["daily", "weekly", "monthly", "quarterly", "yearly"].map((gap) => `Usual rhythm: ${gap} activity.`),
  ["rising", "steady", "falling"].map((trend) => `Activity was ${trend} before the silence.`),
];

/**
 * Families of accounts that share an archetype: each member keeps a fact of it with probability `1 - noise` and draws it
 * anew otherwise.
 */
export function makeProfiles(families: number, members: number, noise: number, random: () => number): Profile[] {
  return Array.from({ length: families }, () => FACTS.map((values) => pick(random, values))).flatMap(
    (archetype, family) =>
      Array.from({ length: members }, () => {
        const facts = archetype.map((fact, key) => (random() < noise ? pick(random, FACTS[key] ?? []) : fact));
        return { family, facts, text: facts.join(" ") };
      }),
  );
}
