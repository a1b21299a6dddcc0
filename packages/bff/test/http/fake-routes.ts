import {
  DEFAULT_SETTINGS,
  DormancySummary,
  DormantUsersPage,
  getDormancySummary,
  getHealth,
  getReadiness,
  getSettings,
  getUserDormancy,
  listDormantUsers,
  putSettings,
  type RouteContract,
  type StoredSettings,
  type TenantId,
  UserDormancy,
} from "@dormant-users/shared-types";
import { DomainError } from "../../src/domain-error.ts";
import { defineRoute, type Route } from "../../src/http/define-route.ts";
import { matchesEntityTag, versionTag } from "../../src/http/entity-tag.ts";
import { EXAMPLES } from "../../src/http/openapi/examples.ts";

/** The one user the fakes know, and the tenant it belongs to. */
export const KNOWN_TENANT = "northwind";
export const KNOWN_USER_ID = "7d6f2f4e-9a55-4a3a-8a0e-0f6c54b1c2d3";

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
      if (principal.tenant !== KNOWN_TENANT || params.user_id !== KNOWN_USER_ID) {
        throw new DomainError("not_found", "No user of this tenant has that id.");
      }
      return { status: 200, body: UserDormancy.parse(example(getUserDormancy)) };
    }),
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
