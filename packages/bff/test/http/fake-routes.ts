import {
  AuditPage,
  cancelRefresh,
  DEFAULT_SETTINGS,
  Decision,
  DecisionResults,
  DormancySummary,
  DormantUserDetail,
  DormantUsersPage,
  ErasureReceipt,
  eraseUser,
  exportDormantUsers,
  getDormancySummary,
  getDormantUser,
  getHealth,
  getReadiness,
  getRefresh,
  getSettings,
  getUserDormancy,
  listAudit,
  listDormantUsers,
  makeDecisions,
  putReview,
  putSettings,
  RefreshJob,
  Review,
  type RouteContract,
  reportDecisionResult,
  StartedJob,
  type StoredSettings,
  startRefresh,
  type TenantId,
  UndoResults,
  UserDormancy,
  undoDecision,
  undoDecisions,
} from "@dormant-users/shared-types";
import { DomainError } from "../../src/domain-error.ts";
import { defineRoute, type Route } from "../../src/http/define-route.ts";
import { matchesEntityTag, versionTag } from "../../src/http/entity-tag.ts";
import { EXAMPLES } from "../../src/http/openapi/examples.ts";

/** The one user the fakes know, and the tenant it belongs to. */
export const KNOWN_TENANT = "northwind";
const KNOWN_USER_ID = "7d6f2f4e-9a55-4a3a-8a0e-0f6c54b1c2d3";

/** What each parameter of a path names that the fakes know. */
const KNOWN_PARAMS: Readonly<Record<string, string>> = {
  user_id: KNOWN_USER_ID,
  decision_id: "1f0c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b",
  job_id: "3c1c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b",
};

/** A contract's path with every parameter filled in. */
export const pathOf = ({ path }: RouteContract, value?: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => value ?? KNOWN_PARAMS[name] ?? "");

/** Every contract bound to memory: what the HTTP layer does is then all that can go wrong. */
export function fakeRoutes(): readonly Route[] {
  const settings = new Map<TenantId, StoredSettings>();
  const current = (tenant: TenantId): StoredSettings =>
    settings.get(tenant) ?? { ...DEFAULT_SETTINGS, version: 0, updated_at: null, updated_by: null };
  return [
    defineRoute(listDormantUsers).handle(async ({ query }) => {
      const page = DormantUsersPage.parse(example(listDormantUsers));
      return { status: 200, body: { ...page, skip: query.skip ?? 0, limit: query.limit ?? 50 } };
    }),
    defineRoute(getDormancySummary).handle(async () => ({
      status: 200,
      body: DormancySummary.parse(example(getDormancySummary)),
    })),
    defineRoute(getUserDormancy).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: UserDormancy.parse(example(getUserDormancy)) };
    }),
    defineRoute(getDormantUser).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: DormantUserDetail.parse(example(getDormantUser)) };
    }),
    defineRoute(exportDormantUsers).handle(async () => ({
      status: 200,
      stream: { type: "text/csv; charset=utf-8", chunks: chunks("user_id\r\n") },
      headers: { "content-disposition": "attachment" },
    })),
    defineRoute(makeDecisions).handle(async () => ({
      status: 200,
      body: DecisionResults.parse(example(makeDecisions)),
    })),
    defineRoute(undoDecision).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: Decision.parse(example(undoDecision)) };
    }),
    defineRoute(undoDecisions).handle(async () => ({
      status: 200,
      body: UndoResults.parse(example(undoDecisions)),
    })),
    defineRoute(reportDecisionResult).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: Decision.parse(example(reportDecisionResult)) };
    }),
    defineRoute(putReview).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: Review.parse(example(putReview)) };
    }),
    defineRoute(startRefresh).handle(async () => ({
      status: 202,
      body: StartedJob.parse(EXAMPLES.startRefresh?.[202]),
      headers: { location: pathOf(getRefresh) },
    })),
    defineRoute(getRefresh).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: RefreshJob.parse(example(getRefresh)) };
    }),
    defineRoute(cancelRefresh).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: RefreshJob.parse(example(cancelRefresh)) };
    }),
    defineRoute(eraseUser).handle(async ({ params, principal }) => {
      requireKnown(principal.tenant, params);
      return { status: 200, body: ErasureReceipt.parse(example(eraseUser)) };
    }),
    defineRoute(listAudit).handle(async () => ({ status: 200, body: AuditPage.parse(example(listAudit)) })),
    defineRoute(getSettings).handle(async ({ principal }) => {
      const body = current(principal.tenant);
      return { status: 200, body, headers: { etag: versionTag(body.version) } };
    }),
    defineRoute(putSettings).handle(async ({ principal, body, request }) => {
      const { version } = current(principal.tenant);
      if (!matchesEntityTag(request.ifMatch, versionTag(version))) {
        throw new DomainError("precondition_failed", "Somebody changed the settings; read them again.");
      }
      const stored = { ...body, version: version + 1, updated_at: null, updated_by: principal.subject };
      settings.set(principal.tenant, stored);
      return { status: 200, body: stored, headers: { etag: versionTag(stored.version) } };
    }),
    defineRoute(getHealth).handle(async () => ({ status: 200, body: { status: "ok", version: "test" } })),
    defineRoute(getReadiness).handle(async () => ({
      status: 200,
      body: { status: "ready", checks: { database: { ok: true } } },
    })),
  ];
}

function example({ operationId }: RouteContract): unknown {
  return EXAMPLES[operationId]?.[200];
}

function requireKnown(tenant: TenantId, params: Readonly<Record<string, string>>): void {
  const known = Object.entries(params).every(([name, value]) => KNOWN_PARAMS[name] === value);
  if (tenant !== KNOWN_TENANT || !known) throw new DomainError("not_found", "There is nothing of that id here.");
}

async function* chunks(...texts: string[]) {
  yield* texts;
}
