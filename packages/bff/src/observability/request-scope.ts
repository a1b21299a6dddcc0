import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request being served, for log lines written far from it. */
export interface RequestScope {
  readonly id: string;
  operationId?: string;
  tenant?: string;
  /** Hash of tenant and subject: follows one caller through the log without naming them. */
  subject?: string;
  readonly queries: Map<string, { count: number; durationMs: number }>;
}

const storage = new AsyncLocalStorage<RequestScope>();

export function createRequestScope(id: string): RequestScope {
  return { id, queries: new Map() };
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
