import { JsonValue, type RouteContract } from "@dormant-users/shared-types";
import { z } from "zod";
import type { AnswerSchema, ApiRoute } from "./api-route.ts";
import type { JsonSchema } from "./json-schema.ts";

/** Rules about what callers may send: the server keeps them, and a page shows any number or text. */
const NOT_CHECKED = new Set([
  "$schema",
  "$defs",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "propertyNames",
]);
const KEPT_AS_IT_IS = new Set(["type", "enum", "required", "default"]);
const DATES = new Set(["date", "date-time"]);

/** What the client needs of a route, as plain data. */
export function describeRoute<const Contract extends RouteContract>({
  method,
  path,
  responses,
}: Contract): ApiRoute<Contract> {
  const answers = Object.entries(responses).flatMap(([status, { body }]) =>
    body ? [[status, describeAnswer(body)] as const] : [],
  );
  return { method, path, answers: Object.fromEntries(answers) } as ApiRoute<Contract>;
}

/** @throws {Error} where the schema says what `findBreach` does not understand. */
export function describeAnswer<Schema extends z.ZodType>(schema: Schema): AnswerSchema<z.output<Schema>> {
  const whole = z.toJSONSchema(schema, { io: "input", override: adjust });
  return reduce(whole, (whole.$defs ?? {}) as Record<string, Node>);
}

function adjust({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Record<string, unknown> }): void {
  if (zodSchema === JsonValue) {
    // Whatever came out of `JSON.parse` is one; spelt out, its schema never ends.
    for (const keyword of Object.keys(jsonSchema)) delete jsonSchema[keyword];
  }
  if (zodSchema instanceof z.ZodDefault) {
    // zod leaves it out where the value holds a codec.
    jsonSchema.default = zodSchema.def.defaultValue;
  }
}

type Node = Readonly<Record<string, unknown>>;

function reduce(node: Node, definitions: Readonly<Record<string, Node>>): JsonSchema {
  const within = (value: unknown) => reduce(value as Node, definitions);
  const entries = Object.entries(node).flatMap(([keyword, value]): [string, unknown][] => {
    if (NOT_CHECKED.has(keyword)) return [];
    if (KEPT_AS_IT_IS.has(keyword)) return keyword === "type" && node.enum ? [] : [[keyword, value]];
    switch (keyword) {
      case "format":
        return DATES.has(value as string) ? [[keyword, value]] : [];
      case "items":
        return [[keyword, within(value)]];
      case "additionalProperties":
        // Fields of a newer server's are none of our business.
        return value === false ? [] : [[keyword, within(value)]];
      case "anyOf":
        return [[keyword, (value as Node[]).map(within)]];
      case "properties":
        return [[keyword, Object.fromEntries(Object.entries(value as Node).map(([name, of]) => [name, within(of)]))]];
      case "$ref":
        return Object.entries(within(definitions[`${value}`.replace("#/$defs/", "")]));
      default:
        throw new Error(`An answer's schema says "${keyword}", which the client does not check.`);
    }
  });
  return Object.fromEntries(entries);
}
