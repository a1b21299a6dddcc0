import { ACTION_RULES, type ActionRule } from "./actions.ts";
import type { Condition, Factor } from "./factor.ts";
import {
  ABANDONMENT_FACTORS,
  ABANDONMENT_FROM,
  ABANDONMENT_LEVELS,
  IMPACT_FACTORS,
  IMPACT_FROM,
  IMPACT_LEVELS,
  RISK_MATRIX,
  RULES_VERSION,
} from "./rubric.ts";

const plain = (word: string): string => word.replaceAll("_", " ");
const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(" or ");
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
const signed = (points: number): string => (points > 0 ? `+${points}` : `−${Math.abs(points)}`);

function conditionText(condition: Condition): string {
  const name = `\`${condition.fact}\``;
  if ("is" in condition) return `${name} is ${code(condition.is)}`;
  if ("has" in condition) return `${name} has ${code(condition.has)}`;
  const parts = Object.entries(condition.where as Record<string, readonly string[]>);
  return parts.map(([part, words]) => `${name}.${part} is ${code(words)}`).join(" and ");
}

const all = (conditions: readonly Condition[]): string => conditions.map(conditionText).join(" and ");

function levels<Level extends string>(names: readonly Level[], from: Readonly<Record<Level, number>>): string {
  return names
    .map((name, index) => {
      const next = names[index + 1];
      const low = from[name];
      const end = next === undefined ? "" : ` to ${from[next] - 1}`;
      return `${plain(name)} (${Number.isFinite(low) ? `${low}${next === undefined ? " and more" : end}` : `up to ${next === undefined ? "" : from[next] - 1}`})`;
    })
    .join(", ");
}

const factorTable = (factors: readonly Factor[]): string =>
  table(
    ["points", "because", "when"],
    factors.map(({ points, text, when }) => [signed(points), text, all(when)]),
  );

function actionConditions({ abandonment, risk, when, whenAny, unless }: ActionRule): string {
  const parts = [
    ...(abandonment === undefined ? [] : [`abandonment ${abandonment.map(plain).join(" or ")}`]),
    ...(risk === undefined ? [] : [`risk ${risk.join(" or ")}`]),
    ...(when === undefined ? [] : [all(when)]),
    ...(whenAny === undefined ? [] : [`any of: ${whenAny.map(conditionText).join("; ")}`]),
    ...(unless === undefined ? [] : [`\`${unless}\` is not allowed`]),
  ];
  return parts.length === 0 ? "always" : parts.join(", and ");
}

const riskTable = (): string =>
  table(
    ["abandonment \\ impact", ...IMPACT_LEVELS],
    [...ABANDONMENT_LEVELS, "unknown" as const].map((abandonment) => [
      plain(abandonment),
      ...IMPACT_LEVELS.map((impact) => RISK_MATRIX[abandonment][impact]),
    ]),
  );

/** The rules as a security officer reads them, from the tables that the code applies. Markdown. */
export function renderRules(): string {
  return `# The rules

Version \`${RULES_VERSION}\`. Made by \`node scripts/write-rules-doc.ts\` from the tables in \`packages/bff/src/rag/rules\`; a test holds the two together, so what stands here is what runs.

Every account gets points on two axes: how surely nobody uses it any more (abandonment) and what its misuse would cost (impact). The two levels give the **risk floor**. A model may explain the floor and raise it by one level where the cited facts warrant it; nothing lowers it. Similar accounts and the age of the data do not count here: they count for the confidence.

## Risk floor

${riskTable()}

The row *unknown* is for accounts whose activity nobody reports: the insight then says \`insufficient_evidence\`, and the level is what the account could do, not what it is.

## Abandonment

Levels by points: ${levels(ABANDONMENT_LEVELS, ABANDONMENT_FROM)}.

${factorTable(ABANDONMENT_FACTORS)}

## Impact

Levels by points: ${levels(IMPACT_LEVELS, IMPACT_FROM)}.

${factorTable(IMPACT_FACTORS)}

## Actions

In order of priority. An action that is not allowed for an account cannot be recommended for it, by a model or by the rules.

${table(
  ["", "action", "allowed when", "what it says"],
  ACTION_RULES.map((rule, index) => [
    String(index + 1),
    `${rule.title} (\`${rule.action}\`)`,
    actionConditions(rule),
    rule.detail,
  ]),
)}

## What would clear an account

Each insight lists what would: a successful sign-in, disabling, and every single change (revoking administration, leaving the groups that open delicate systems, enrolling MFA) after which these same tables give a lower level.
`;
}
