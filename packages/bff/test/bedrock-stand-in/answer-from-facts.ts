import type { Question } from "./read-converse.ts";
import type { JsonSchema } from "./schema-subset.ts";

const RISK_ORDER = ["critical", "high", "medium", "low"];
const SENTENCE = "The cited evidence supports this.";
const MAX_ITEMS = 3;

interface Fact {
  readonly id: string;
  readonly says: string;
}

interface Context {
  readonly root: JsonSchema;
  /** What the user's turns say. */
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly floor: string | undefined;
  readonly token: string | undefined;
  /** The fact that the object under way rests on. */
  readonly fact: Fact | undefined;
}

/**
 * An answer that fits the schema and stays with the facts: each part cites one fact and repeats its sentence, the risk is
 * the floor that the prompt states, actions are the first that it lists, its token is handed back. Understands of the
 * prompt only that much.
 */
export function answerFromFacts({ schema, messages }: Question): unknown {
  if (schema === undefined) return undefined;
  const text = messages.flatMap(({ role, text }) => (role === "user" ? [text] : [])).join("\n");
  const facts = factsIn(text);
  return fill(schema, "", {
    root: schema,
    text,
    facts,
    floor: /floor\W+(?:\w+\W+){0,4}?(critical|high|medium|low)\b/i.exec(text)?.[1]?.toLowerCase(),
    token: /token\W+(\S+)/i.exec(text)?.[1],
    fact: facts[0],
  });
}

/** Objects such as `{"id":"E1",…,"says":"…"}`; where there are none, every id with a sentence of no content. */
function factsIn(text: string): Fact[] {
  const told = [...text.matchAll(/\{"id":"(E\d+)"[^{}]*?"says":("(?:[^"\\]|\\.)*")/g)].map(
    ([, id = "", says = ""]) => ({
      id,
      says: String(JSON.parse(says)),
    }),
  );
  return told.length > 0 ? told : [...new Set(text.match(/\bE\d+\b/g))].map((id) => ({ id, says: SENTENCE }));
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
  if (type === "string") return fillString(name, context).slice(0, schema.maxLength);
  if (type === "boolean") return true;
  return type === "null" ? null : (schema.minimum ?? 0);
}

function fillString(name: string, { fact, token }: Context): string {
  if (citesEvidence(name)) return fact?.id ?? "E1";
  return (/token/i.test(name) ? token : fact?.says) ?? SENTENCE;
}

function fillList({ items = {}, minItems = 1 }: JsonSchema, name: string, context: Context): unknown[] {
  if (citesEvidence(name)) return context.fact === undefined ? [] : [context.fact.id];
  // Where the parts are objects, each rests on a fact of its own; an action is recommended once.
  const wanted = items.properties?.text === undefined ? minItems : Math.min(MAX_ITEMS, context.facts.length);
  return Array.from({ length: Math.max(minItems, wanted) }, (_, index) =>
    fill(items, name, { ...context, fact: context.facts[index] ?? context.fact }),
  );
}

function choose(choices: readonly unknown[], { floor, text }: Context): unknown {
  if (RISK_ORDER.every((risk) => choices.includes(risk))) return floor ?? "medium";
  const listed = [...text.matchAll(/^- (\w+)/gm)].map(([, word]) => word);
  return listed.find((word) => choices.includes(word)) ?? choices[0];
}

function citesEvidence(name: string): boolean {
  return /evidence|citation/i.test(name);
}

function definition(reference: string, root: JsonSchema): JsonSchema {
  return root.$defs?.[reference.split("/").at(-1) ?? ""] ?? {};
}
