import type { RouteContract } from "@dormant-users/shared-types";
import type { z } from "zod";
import type { EntityTagCondition } from "./entity-tag.ts";
import type { Principal } from "./principal.ts";

/** What a handler may know of the request beside its parsed parts. */
export interface RequestMeta {
  /** Also in the `X-Request-Id` header, every log line and every problem. */
  readonly id: string;
  /** The caller's address as the server saw it; undefined where there is no connection (tests). */
  readonly ip: string | undefined;
  readonly ifNoneMatch: EntityTagCondition | undefined;
  /** Media types the caller asks for, as sent. */
  readonly accept: string | undefined;
  /** Aborts when the caller hangs up or the time limit passes; pass it to whatever waits. */
  readonly signal: AbortSignal;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What the handler of a contract receives: every part already parsed by the contract's schemas. */
export interface RouteInput<Contract extends RouteContract> {
  readonly params: Parsed<Contract["params"]>;
  readonly query: Parsed<Contract["query"]>;
  readonly body: Parsed<Contract["body"]>;
  /** Undefined only where the contract asks for no token. */
  readonly principal: Contract["scope"] extends null ? undefined : Principal;
  readonly request: RequestMeta & {
    /** Always there where the contract says `ifMatch: "required"`; without it the caller got 428. */
    readonly ifMatch: Contract extends { ifMatch: "required" } ? EntityTagCondition : EntityTagCondition | undefined;
  };
}

type DeclaredHeaders<Response> = Response extends { headers: readonly (infer Name extends string)[] }
  ? { readonly headers?: { readonly [Header in Name]?: string } }
  : { readonly headers?: never };
type DeclaredBody<Response> =
  | (Response extends { body: infer Schema extends z.ZodType }
      ? { readonly body: z.output<Schema>; readonly stream?: never }
      : Response extends { media: readonly string[] }
        ? never
        : { readonly body?: never; readonly stream?: never })
  | (Response extends { media: readonly (infer Media extends string)[] }
      ? { readonly stream: TextStream<Media>; readonly body?: never }
      : never);

/** Text that is sent as it is made. Nothing is made before the caller reads; a caller who leaves ends the iteration. */
export interface TextStream<Media extends string = string> {
  readonly type: Media;
  readonly chunks: AsyncIterable<string>;
}

/**
 * What the handler of a contract may answer: a declared status with the body and headers declared for it.
 * Everything else is a thrown `DomainError`. A declared `etag` that is not given is computed from the body.
 */
export type RouteAnswer<Contract extends RouteContract> = {
  [Status in keyof Contract["responses"] & number]: { readonly status: Status } & DeclaredBody<
    Contract["responses"][Status]
  > &
    DeclaredHeaders<Contract["responses"][Status]>;
}[keyof Contract["responses"] & number];

/** A contract with its handler, types erased; `bind-route.ts` alone calls `handle`, with what the schemas made. */
export interface Route {
  readonly contract: RouteContract;
  readonly handle: (input: RouteInput<RouteContract>) => Promise<ErasedAnswer>;
}

export interface ErasedAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly stream?: TextStream;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/**
 * Binds a contract to its handler: `defineRoute(getHealth).handle(async ({ query }) => ({ status: 200, body }))`.
 * An answer that the contract does not declare does not compile. Two steps, because TypeScript keeps literals
 * (`status: 200`) only where the contract is already known when it reads the handler.
 */
export function defineRoute<Contract extends RouteContract>(contract: Contract) {
  return {
    handle(handler: (input: RouteInput<Contract>) => Promise<RouteAnswer<Contract>>): Route {
      // The schemas of this very contract make the input, so the erased call is the typed one.
      return { contract, handle: handler as unknown as Route["handle"] };
    },
  };
}
