/**
 * EventBridge's matching, as far as our rules use it and beyond by nothing: literal values, `prefix`, `suffix` and
 * `wildcard`. Anything else throws, so that a rule cannot pass a test by an operator that is not understood here.
 *
 * Rules from AWS's "Comparison operators for use in event patterns": a pattern's leaves are lists, whose members are
 * alternatives; all fields must match; `*` stands for any characters, none and `/` included; `\*` is a star; two stars in
 * a row are refused.
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((member) => matchesOne(member, event));
  if (!isRecord(pattern)) throw new Error(`a pattern's leaf must be a list: ${JSON.stringify(pattern)}`);
  return Object.entries(pattern).every(([field, inner]) =>
    matchesPattern(inner, isRecord(event) ? event[field] : undefined),
  );
}

function matchesOne(member: unknown, value: unknown): boolean {
  if (!isRecord(member)) return value === member;
  const [[operator, operand] = [], ...rest] = Object.entries(member);
  if (typeof operand !== "string" || rest.length > 0) throw new Error(`not understood: ${JSON.stringify(member)}`);
  if (typeof value !== "string") return false;
  if (operator === "prefix") return value.startsWith(operand);
  if (operator === "suffix") return value.endsWith(operand);
  if (operator === "wildcard") return wildcard(operand).test(value);
  throw new Error(`operator not understood: ${operator}`);
}

function wildcard(pattern: string): RegExp {
  if (pattern.includes("**")) throw new Error(`EventBridge refuses two stars in a row: ${pattern}`);
  const source = pattern.replace(
    /\\([*\\])|(\*)|[\s\S]/g,
    (found, escaped: string | undefined, star: string | undefined) =>
      star !== undefined ? "[\\s\\S]*" : (escaped ?? found).replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"),
  );
  return new RegExp(`^${source}$`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
