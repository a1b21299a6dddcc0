type JsonType = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";

/** The part of JSON Schema by which answers are checked. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly unknown[];
  readonly format?: "date" | "date-time";
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** Of the values that `properties` does not name. */
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  /** Filled in where the value is absent: an older server does not know the field yet. */
  readonly default?: unknown;
}

/**
 * Where a value from `JSON.parse` first breaks a schema, as a path below it (`.items[3].state`; empty for the value
 * itself), or undefined where it keeps it. Fills defaults into the value; fields that the schema does not name stay.
 */
export function findBreach(schema: JsonSchema, value: unknown): string | undefined {
  const { type, anyOf } = schema;
  if (type !== undefined && !(typeof type === "string" ? isOf(type, value) : isOfOne(type, value))) return "";
  if (schema.enum !== undefined && !schema.enum.includes(value)) return "";
  if (schema.format !== undefined && Number.isNaN(Date.parse(value as string))) return "";
  if (anyOf !== undefined && !keepsOne(anyOf, value)) return "";
  if (schema.items !== undefined) return findItemBreach(schema.items, value as readonly unknown[]);
  return type === "object" ? findFieldBreach(schema, value as Fields) : undefined;
}

type Fields = Record<string, unknown>;

function findItemBreach(schema: JsonSchema, items: readonly unknown[]): string | undefined {
  for (let index = 0; index < items.length; index += 1) {
    const breach = findBreach(schema, items[index]);
    if (breach !== undefined) return `[${index}]${breach}`;
  }
  return undefined;
}

/** No field of `JSON.parse` is undefined, so undefined is absent. */
function findFieldBreach(schema: JsonSchema, fields: Fields): string | undefined {
  const { properties = {}, required = [], additionalProperties } = schema;
  for (const name of required) if (fields[name] === undefined) return `.${name}`;
  for (const name in properties) {
    const property = properties[name] as JsonSchema;
    if (fields[name] === undefined) {
      if (property.default === undefined) continue;
      fields[name] = structuredClone(property.default);
    }
    const breach = findBreach(property, fields[name]);
    if (breach !== undefined) return `.${name}${breach}`;
  }
  if (additionalProperties === undefined) return undefined;
  for (const name in fields) {
    if (name in properties) continue;
    const breach = findBreach(additionalProperties, fields[name]);
    if (breach !== undefined) return `.${name}${breach}`;
  }
  return undefined;
}

// Loops rather than `some`: a page holds thousands of values, and is checked before its first row is drawn.
function isOfOne(types: readonly JsonType[], value: unknown): boolean {
  for (const type of types) if (isOf(type, value)) return true;
  return false;
}

function keepsOne(options: readonly JsonSchema[], value: unknown): boolean {
  for (const option of options) if (findBreach(option, value) === undefined) return true;
  return false;
}

function isOf(type: JsonType, value: unknown): boolean {
  if (type === "string" || type === "boolean" || type === "number") return typeof value === type;
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return typeof value === "object" && value !== null && Array.isArray(value) === (type === "array");
}
