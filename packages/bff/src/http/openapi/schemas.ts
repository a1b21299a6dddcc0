import type { RouteContract } from "@dormant-users/shared-types";
import * as shared from "@dormant-users/shared-types";
import { z } from "zod";

export type JsonSchema = { readonly [keyword: string]: unknown };

const PREFIX = "#/components/schemas/";

/**
 * JSON Schema of the contracts' schemas by zod's own generator. Every schema the contract package exports becomes a
 * component under its exported name; one that reads otherwise when sent than when received is `<Name>Input` there.
 */
export class ContractSchemas {
  readonly #input: Readonly<Record<string, JsonSchema>>;
  readonly #output: Readonly<Record<string, JsonSchema>>;

  constructor(contracts: readonly RouteContract[]) {
    this.#output = generate(contracts, "output");
    this.#input = namedApart(generate(contracts, "input"), this.#output);
  }

  responseBody(contract: RouteContract, status: number): JsonSchema {
    return this.#named(contract.responses[status]?.body, this.#output[responseId(contract, status)]);
  }

  requestBody(contract: RouteContract): JsonSchema {
    return this.#input[bodyId(contract)] ?? {};
  }

  problem(): JsonSchema {
    return { $ref: `${PREFIX}Problem` };
  }

  /**
   * Parameters are text. What a codec makes of them is documented where it says more (a number and its range), what it
   * accepts where the result is text too (an instant with any offset).
   */
  parameters(
    contract: RouteContract,
    part: "query" | "params",
  ): readonly (readonly [name: string, schema: JsonSchema])[] {
    const read = properties(this.#output[partId(contract, part)]);
    const written = properties(this.#input[partId(contract, part)]);
    return Object.entries(read).map(([name, schema]) => {
      const isNumber = schema.type === "integer" || schema.type === "number";
      return [name, isNumber ? schema : (written[name] ?? schema)];
    });
  }

  /** The components that a document refers to, directly or through one another, by name. */
  componentsOf(document: unknown): Record<string, JsonSchema> {
    const all = { ...this.#output, ...this.#input };
    const found = new Map<string, JsonSchema>();
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        if (key !== "$ref" || typeof child !== "string") visit(child);
        else follow(child.slice(PREFIX.length));
      }
    };
    const follow = (name: string): void => {
      const schema = all[name];
      if (schema === undefined || found.has(name)) return;
      found.set(name, schema);
      visit(schema);
    };
    visit(document);
    return Object.fromEntries([...found].sort(([left], [right]) => left.localeCompare(right)));
  }

  #named(schema: z.ZodType | undefined, inline: JsonSchema | undefined): JsonSchema {
    const name = schema === undefined ? undefined : NAMES.get(schema);
    return name === undefined ? (inline ?? {}) : { $ref: `${PREFIX}${name}` };
  }
}

const NAMES: ReadonlyMap<z.ZodType, string> = new Map(
  Object.entries(shared).flatMap(([name, value]) => (value instanceof z.ZodType ? [[value, name] as const] : [])),
);

function generate(contracts: readonly RouteContract[], io: "input" | "output"): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const add = (id: string, schema: z.ZodType | undefined) => {
    if (schema !== undefined && !registry.has(schema)) registry.add(schema, { id });
  };
  for (const [schema, name] of NAMES) {
    // What is exported as an input is nothing that answers hold.
    if (io === "input" || !name.endsWith("Input")) add(name, schema);
  }
  for (const contract of contracts) {
    // Copies, so that a query that is exported under a name is still found under its route's.
    add(partId(contract, "query"), contract.query?.strict());
    add(partId(contract, "params"), contract.params?.strict());
    if (io === "input")
      add(bodyId(contract), contract.body instanceof z.ZodObject ? contract.body.strict() : contract.body);
    else
      for (const status of Object.keys(contract.responses))
        add(responseId(contract, Number(status)), contract.responses[Number(status)]?.body);
  }
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `${PREFIX}${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutKeywords(schema)]));
}

/** Renames to `<Name>Input` each component that reads otherwise as input, itself or through one it refers to. */
function namedApart(
  input: Readonly<Record<string, JsonSchema>>,
  output: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const texts = new Map(Object.entries(input).map(([name, schema]) => [name, JSON.stringify(schema)]));
  const apart = new Set<string>();
  for (let before = -1; before < apart.size; ) {
    before = apart.size;
    for (const [name, text] of texts) {
      const refers = [...apart].some((other) => text.includes(`"${PREFIX}${other}"`));
      if (output[name] !== undefined && (refers || text !== JSON.stringify(output[name]))) apart.add(name);
    }
  }
  const renamed = (name: string) => (apart.has(name) && !name.includes(".") ? `${name}Input` : name);
  const reference = new RegExp(`"${PREFIX}(\\w+)"`, "g");
  return Object.fromEntries(
    [...texts].map(([name, text]) => [
      renamed(name),
      JSON.parse(text.replaceAll(reference, (_all, other: string) => `"${PREFIX}${renamed(other)}"`)) as JsonSchema,
    ]),
  );
}

function withoutKeywords(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema as Record<string, unknown>;
  return rest;
}

function properties(schema: JsonSchema | undefined): Record<string, JsonSchema> {
  return (schema?.properties ?? {}) as Record<string, JsonSchema>;
}

const partId = (contract: RouteContract, part: "query" | "params") => `${contract.operationId}.${part}`;
const bodyId = (contract: RouteContract) => `${contract.operationId}.body`;
const responseId = (contract: RouteContract, status: number) => `${contract.operationId}.${status}`;
