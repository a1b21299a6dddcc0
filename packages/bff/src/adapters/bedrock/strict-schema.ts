type Schema = Readonly<Record<string, unknown>>;

// What structured output compiles. Ranges, lengths, patterns and formats are an immediate 400 there: the caller's own
// parser holds the answer to them, in every mode.
const KEPT = new Set(["type", "description", "enum", "const", "required", "$ref", "title"]);
const NESTED_LISTS = new Set(["anyOf", "oneOf", "allOf"]);
const NESTED_MAPS = new Set(["properties", "$defs", "definitions"]);

/** The part of a JSON schema that Bedrock's structured output takes, closed against undeclared members. */
export function strictSchema(schema: Schema): Schema {
  const strict: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (KEPT.has(key)) strict[key] = value;
    else if (key === "items" && isSchema(value)) strict.items = strictSchema(value);
    else if (NESTED_MAPS.has(key) && isSchema(value)) strict[key] = eachMember(value);
    // The compiler knows anyOf; of exactly one or at least one the parser judges.
    else if (NESTED_LISTS.has(key) && Array.isArray(value)) {
      strict[key === "oneOf" ? "anyOf" : key] = value.filter(isSchema).map(strictSchema);
    }
  }
  if (schema.type === "object" || schema.properties !== undefined) strict.additionalProperties = false;
  return strict;
}

function eachMember(members: Schema): Schema {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, isSchema(member) ? strictSchema(member) : member]),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
