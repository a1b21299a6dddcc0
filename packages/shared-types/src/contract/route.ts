import type { z } from "zod";
import type { Scope } from "../resources/scope.ts";

/** A route as data: no framework. OpenAPI, the server's validation, the UI's client and its mocks derive from it. */
export interface RouteContract {
  readonly operationId: string;
  readonly method: "get" | "post" | "put" | "delete";
  /** OpenAPI template: `/users/{user_id}/dormancy`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** Null: no token asked for. */
  readonly scope: Scope | null;
  readonly params?: z.ZodObject;
  /** Fields that are arrays may be repeated; every other one may stand once. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The caller must name in `If-Match` the state it means to change: 428 without, 412 where it has changed. */
  readonly ifMatch?: "required";
  readonly responses: Readonly<Record<number, ResponseContract>>;
}

export interface ResponseContract {
  readonly description: string;
  /** JSON. */
  readonly body?: z.ZodType;
  /** Content types of text that is sent as it is made, besides the JSON body or instead of it. */
  readonly media?: readonly string[];
  readonly headers?: readonly string[];
}

/** Keeps the literal types of a contract while checking its form. */
export function defineContract<const Contract extends RouteContract>(contract: Contract): Contract {
  return contract;
}
