import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request being served, for log lines written far from it. */
export interface RequestScope {
  readonly id: string;
  /** As X-Ray writes it: `1-67891233-abcdef012345678912345678`. */
  readonly traceId?: string | undefined;
  /** Its debug lines are written whatever the log level. */
  readonly isVerbose?: boolean | undefined;
  operationId?: string;
  tenant?: string;
  /** Hash of tenant and subject: follows one caller through the log without naming them. */
  subject?: string;
  readonly queries: Map<string, { count: number; durationMs: number }>;
}

const storage = new AsyncLocalStorage<RequestScope>();

export function createRequestScope(id: string, known: Pick<RequestScope, "traceId" | "isVerbose"> = {}): RequestScope {
  return { id, ...known, queries: new Map() };
}

export function runInRequestScope<Result>(scope: RequestScope, work: () => Result): Result {
  return storage.run(scope, work);
}

/** Undefined outside a request. */
export function currentRequest(): RequestScope | undefined {
  return storage.getStore();
}

/** Counts a named query towards the request being served; outside a request it does nothing. */
export function recordQuery(name: string, durationMs: number): void {
  const queries = storage.getStore()?.queries;
  if (queries === undefined) return;
  const known = queries.get(name);
  if (known === undefined) queries.set(name, { count: 1, durationMs });
  else {
    known.count += 1;
    known.durationMs += durationMs;
  }
}
