import type { RouteContract } from "@dormant-users/shared-types";
import { z } from "zod";
import { DomainError, type FieldError } from "../domain-error.ts";
import { findUnstorableText } from "./unstorable-text.ts";

const MAX_ERRORS = 20;
const MAX_NAME_LENGTH = 100;

/** Parses the named parts of a request by one contract; built once for each route. */
export interface RequestParser {
  params(values: Readonly<Record<string, string>>): unknown;
  query(url: string): unknown;
  /** @throws DomainError `unsupported_media_type`, `malformed_json`, `invalid_request` */
  body(request: Request): Promise<unknown>;
}

export function createRequestParser(contract: RouteContract): RequestParser {
  const params = contract.params?.strict();
  const query: z.ZodObject = (contract.query ?? z.object({})).strict();
  const repeatable = new Set(Object.keys(query.shape).filter((name) => isList(query.shape[name])));
  const { body } = contract;
  const strictBody = body instanceof z.ZodObject ? body.strict() : body;
  return {
    params: (values) => (params === undefined ? undefined : parse(params, values, "params")),
    query(url) {
      const parsed = parse(query, queryValues(url, query.shape, repeatable), "query");
      return contract.query === undefined ? undefined : parsed;
    },
    async body(request) {
      if (strictBody === undefined) return undefined;
      return parse(strictBody, await readJson(request), "body");
    },
  };
}

function parse(schema: z.ZodType, value: unknown, part: string): unknown {
  const unstorable = findUnstorableText(value, part);
  if (unstorable !== undefined) throw invalid([unstorable]);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap((issue) => fieldErrors(issue, part)));
}

function invalid(errors: readonly FieldError[]): DomainError {
  return new DomainError("invalid_request", "Correct what `errors` names and send the request again.", {
    errors: errors.slice(0, MAX_ERRORS),
  });
}

function fieldErrors(issue: z.core.$ZodIssue, part: string): FieldError[] {
  const path = [part, ...issue.path.map((key) => shown(String(key)))].join(".");
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: `${path}.${shown(key)}`,
    message: part === "query" ? "is not a parameter of this route" : "is not a field of this object",
  }));
}

function shown(name: string): string {
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name;
}

function queryValues(url: string, shape: z.ZodRawShape, repeatable: ReadonlySet<string>): Record<string, unknown> {
  const start = url.indexOf("?");
  // No prototype: a parameter named `__proto__` is an unknown parameter like any other.
  const values: Record<string, unknown> = Object.create(null);
  if (start === -1) return values;
  const end = url.indexOf("#", start);
  const search = new URLSearchParams(url.slice(start + 1, end === -1 ? undefined : end));
  const repeated: FieldError[] = [];
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    if (repeatable.has(name)) values[name] = all;
    else if (all.length === 1) values[name] = all[0];
    else if (name in shape) repeated.push({ path: `query.${name}`, message: "may be given only once" });
    else values[name] = all;
  }
  if (repeated.length > 0) throw invalid(repeated);
  return values;
}

/** True where a parameter may be repeated: an array under whatever makes it optional. */
function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodArray) return true;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return isList(schema.unwrap());
  }
  return false;
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const utf8 = new TextDecoder("utf-8", { fatal: true });

async function readJson(request: Request): Promise<unknown> {
  if (!JSON_TYPE.test(request.headers.get("content-type") ?? "")) {
    throw new DomainError("unsupported_media_type", "Send the body as JSON with `Content-Type: application/json`.");
  }
  const bytes = await request.arrayBuffer();
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new DomainError("malformed_json", "Send one JSON document in UTF-8.");
  }
}
