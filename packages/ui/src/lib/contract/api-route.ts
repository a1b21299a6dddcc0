import type { RouteContract } from "@dormant-users/shared-types";
import type { z } from "zod";
import type { JsonSchema } from "./json-schema.ts";

/** The schema of an answer that holds a `Value`. */
export interface AnswerSchema<Value> extends JsonSchema {
  /** Never there: carries the type. */
  readonly $value?: Value;
}

type AnswerOf<Response> = Response extends { body: infer Body extends z.ZodType }
  ? AnswerSchema<z.output<Body>>
  : never;

/** A route of the contract as the client knows it: plain data, worked out from zod's schemas when the client is built. */
export interface ApiRoute<Contract extends RouteContract> {
  readonly method: Contract["method"];
  readonly path: Contract["path"];
  /** By status. */
  readonly answers: {
    readonly [Status in keyof Contract["responses"]]: AnswerOf<Contract["responses"][Status]>;
  };
  /** Never there: carries the type. */
  readonly $contract?: Contract;
}
