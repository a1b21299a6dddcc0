import type { ProblemCode, RouteContract } from "@dormant-users/shared-types";
import { PROBLEM_KINDS } from "../error-map.ts";
import { exampleOf, problemExample } from "./examples.ts";
import { problemsByStatus } from "./problems.ts";
import { ContractSchemas, type JsonSchema } from "./schemas.ts";

const DESCRIPTION = `Finds the accounts nobody uses, and says why each is listed or not.

Every answer speaks of one tenant, the one the token names. Failures are RFC 9457 problems with a stable \`code\`.
Unknown parameters are refused, so that a misspelt filter never widens a list unnoticed.`;

const HEADERS = {
  "x-request-id": { description: "Quote it when you report a failure.", schema: { type: "string" } },
  etag: { description: "Names this state; send it back in If-None-Match or If-Match.", schema: { type: "string" } },
  "x-oauth-scopes": {
    description: "What the token allows, with commas between: what a page may offer to whoever holds it.",
    schema: { type: "string" },
  },
  "www-authenticate": { description: "What the token lacks (RFC 6750).", schema: { type: "string" } },
  "retry-after": { description: "Seconds until trying again may help.", schema: { type: "integer" } },
  "content-disposition": { description: "A name for the file.", schema: { type: "string" } },
  location: { description: "Where the result is found.", schema: { type: "string" } },
} as const;
type HeaderName = keyof typeof HEADERS;

/** OpenAPI 3.1, wholly derived from the contracts. */
export function openApiDocument(contracts: readonly RouteContract[], version: string): Record<string, unknown> {
  const schemas = new ContractSchemas(contracts);
  const paths = Object.fromEntries(
    [...Map.groupBy(contracts, ({ path }) => path)].map(([path, here]) => [
      path,
      Object.fromEntries(here.map((contract) => [contract.method, operation(contract, schemas)])),
    ]),
  );
  return {
    openapi: "3.1.0",
    info: { title: "Dormant Users", version, description: DESCRIPTION },
    servers: [{ url: "/" }],
    tags: [...new Set(contracts.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.componentsOf(paths),
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "A signed token of the configured issuer; its tenant claim decides whose data is read.",
        },
      },
    },
  };
}

function operation(contract: RouteContract, schemas: ContractSchemas) {
  const { operationId, summary, description, tag, scope } = contract;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    security: scope === null ? [] : [{ bearer: [scope] }],
    parameters: parameters(contract, schemas),
    ...(contract.body !== undefined && {
      requestBody: {
        required: true,
        content: json("application/json", schemas.requestBody(contract), exampleOf(operationId, "request")),
      },
    }),
    responses: { ...answers(contract, schemas), ...problems(contract, schemas) },
  };
}

function parameters(contract: RouteContract, schemas: ContractSchemas) {
  const parameter = (name: string, location: string, required: boolean, { description, ...schema }: JsonSchema) => ({
    name,
    in: location,
    required,
    ...(description !== undefined && { description }),
    ...(schema.type === "array" && { style: "form", explode: true }),
    schema,
  });
  const etag = contract.responses[200]?.headers?.includes("etag") === true;
  const tagText: JsonSchema = { type: "string" };
  return [
    ...schemas.parameters(contract, "params").map(([name, schema]) => parameter(name, "path", true, schema)),
    ...schemas.parameters(contract, "query").map(([name, schema]) => parameter(name, "query", false, schema)),
    ...(contract.method === "get" && etag ? [parameter("If-None-Match", "header", false, tagText)] : []),
    ...(contract.ifMatch === "required" ? [parameter("If-Match", "header", true, tagText)] : []),
  ];
}

function answers(contract: RouteContract, schemas: ContractSchemas) {
  const always = contract.scope === null ? [] : ["x-oauth-scopes"];
  const entries = Object.entries(contract.responses).map(([status, answer]) => {
    const media = (answer.media ?? []).map((type) => [type, { schema: { type: "string" } }]);
    const content = {
      ...(answer.body &&
        json(
          "application/json",
          schemas.responseBody(contract, Number(status)),
          exampleOf(contract.operationId, Number(status)),
        )),
      ...Object.fromEntries(media),
    };
    const hasContent = Object.keys(content).length > 0;
    return [
      status,
      {
        description: answer.description,
        headers: headers([...always, ...(answer.headers ?? [])]),
        ...(hasContent && { content }),
      },
    ];
  });
  const revalidates = contract.method === "get" && contract.responses[200]?.headers?.includes("etag") === true;
  if (revalidates)
    entries.push(["304", { description: "Unchanged since that ETag", headers: headers([...always, "etag"]) }]);
  return Object.fromEntries(entries);
}

function problems(contract: RouteContract, schemas: ContractSchemas) {
  const undeclared = [...problemsByStatus(contract)].filter(([status]) => contract.responses[status] === undefined);
  return Object.fromEntries(
    undeclared.map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEM_KINDS[code].title}`).join("; "),
        headers: headers(problemHeaders(codes)),
        content: json("application/problem+json", schemas.problem(), problemExample(codes[0] ?? "internal")),
      },
    ]),
  );
}

function problemHeaders(codes: readonly ProblemCode[]): readonly HeaderName[] {
  const challenges: readonly ProblemCode[] = ["missing_token", "invalid_token", "missing_scope"];
  return [
    ...(codes.some((code) => challenges.includes(code)) ? (["www-authenticate"] as const) : []),
    ...(codes.some((code) => PROBLEM_KINDS[code].retryAfter !== undefined) ? (["retry-after"] as const) : []),
  ];
}

function headers(names: readonly string[] = []) {
  return Object.fromEntries(
    ["x-request-id", ...names].map((name) => [name, HEADERS[name as HeaderName] ?? { schema: { type: "string" } }]),
  );
}

function json(type: string, schema: JsonSchema, example: unknown) {
  return { [type]: { schema, ...(example !== undefined && { example }) } };
}
