import type { AnalysisFacts, FactKey } from "../evidence/analysis-facts.ts";

/** The words of a fact's value: itself, its members, or its parts. */
type Words<Value> = Value extends string
  ? Value
  : Value extends readonly (infer Member)[]
    ? Extract<Member, string>
    : never;
type Parts<Value> = Value extends string | readonly unknown[] ? never : Value;

/** True of a fact: data, so that the code and the published table cannot differ. */
export type Condition = {
  [Key in FactKey]:
    | { readonly fact: Key; readonly is: readonly Words<AnalysisFacts[Key]>[] }
    /** One member of the list is among these. */
    | { readonly fact: Key; readonly has: readonly Words<AnalysisFacts[Key]>[] }
    /** Every named part is among its values. */
    | {
        readonly fact: Key;
        readonly where: {
          readonly [Part in keyof Parts<AnalysisFacts[Key]>]?: readonly Parts<AnalysisFacts[Key]>[Part][];
        };
      };
}[FactKey];

/** One line of a table: points that count where all conditions hold. */
export interface Factor {
  readonly id: string;
  readonly points: number;
  readonly when: readonly Condition[];
  /** Continues "because …"; every number in it is one of the facts'. */
  readonly text: string;
}

export function holds(condition: Condition, facts: AnalysisFacts): boolean {
  const value: unknown = facts[condition.fact];
  if ("is" in condition) return (condition.is as readonly unknown[]).includes(value);
  if ("has" in condition) {
    return Array.isArray(value) && value.some((member) => (condition.has as readonly unknown[]).includes(member));
  }
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(condition.where).every(([part, allowed]) =>
      (allowed as readonly unknown[]).includes((value as Record<string, unknown>)[part]),
    )
  );
}

export function allHold(conditions: readonly Condition[], facts: AnalysisFacts): boolean {
  return conditions.every((condition) => holds(condition, facts));
}

/** The facts that a line rests on. */
export function factKeysOf(conditions: readonly Condition[]): readonly FactKey[] {
  return [...new Set(conditions.map((condition) => condition.fact))];
}
