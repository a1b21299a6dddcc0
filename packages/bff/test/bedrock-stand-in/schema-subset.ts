import { refuse } from "./model-rules.ts";

/** The part of JSON schema the stand-in reads. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maxLength?: number;
}

const COMPILED = new Set(
  "type properties items enum const anyOf allOf $ref $defs definitions additionalProperties required description title".split(
    " ",
  ),
);

/** What the grammar compiler of structured output refuses. @throws {WireError} */
export function checkStructuredSchema(schema: JsonSchema): void {
  for (const key of Object.keys(schema)) {
    if (!COMPILED.has(key)) refuse(`output_config.format.schema: property '${key}' is not supported`);
  }
  if (schema.properties !== undefined && schema.additionalProperties !== false) {
    refuse("output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false");
  }
  const nested = [
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.$defs ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  for (const part of nested) checkStructuredSchema(part);
}
