import type { Question } from "./read-converse.ts";
import type { JsonSchema } from "./schema-subset.ts";

const RISK_ORDER = ["critical", "high", "medium", "low"];
const SENTENCE = "The cited evidence supports this.";

/**
 * An answer that fits the schema and stays with the facts: cites the evidence ids that the prompt holds, names no number,
 * takes the risk that the prompt states as its floor and the first choice elsewhere.
 */
export function answerFromFacts({ schema, messages }: Question): unknown {
  if (schema === undefined) return undefined;
  const facts = messages
    .filter(({ role }) => role === "user")
    .map(({ text }) => text)
    .join("\n");
  const evidence = [...new Set(facts.match(/\bE\d+\b/g) ?? [])];
  const floor = /floor\W+(?:\w+\W+){0,3}?(critical|high|medium|low)\b/i.exec(facts)?.[1]?.toLowerCase();
  return fill(schema, "", { root: schema, facts, evidence, floor });
}

interface Context {
  readonly root: JsonSchema;
  readonly facts: string;
  readonly evidence: readonly string[];
  readonly floor: string | undefined;
}

function fill(schema: JsonSchema, name: string, context: Context): unknown {
  if (schema.$ref !== undefined) return fill(definition(schema.$ref, context.root), name, context);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return choose(schema.enum, context);
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return fill(first, name, context);
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  if (type === "object" || schema.properties !== undefined) {
    const members = Object.entries(schema.properties ?? {});
    return Object.fromEntries(members.map(([key, member]) => [key, fill(member, key, context)]));
  }
  if (type === "array") return fillList(schema, name, context);
  if (type === "string")
    return (citesEvidence(name) ? (context.evidence[0] ?? "E1") : SENTENCE).slice(0, schema.maxLength);
  if (type === "boolean") return true;
  if (type === "null") return null;
  return schema.minimum ?? 0;
}

function fillList(schema: JsonSchema, name: string, context: Context): unknown[] {
  if (citesEvidence(name)) return context.evidence.slice(0, Math.max(2, schema.minItems ?? 0));
  return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => fill(schema.items ?? {}, name, context));
}

function choose(choices: readonly unknown[], { floor, facts }: Context): unknown {
  if (RISK_ORDER.every((risk) => choices.includes(risk))) return floor ?? "medium";
  return (
    choices.find((choice) => typeof choice === "string" && new RegExp(`\\b${choice}\\b`).test(facts)) ?? choices[0]
  );
}

function citesEvidence(name: string): boolean {
  return /evidence|citation|facts?$/i.test(name);
}

function definition(reference: string, root: JsonSchema): JsonSchema {
  return root.$defs?.[reference.split("/").at(-1) ?? ""] ?? {};
}
