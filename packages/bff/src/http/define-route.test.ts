import { getHealth, getSettings, listDormantUsers, putSettings } from "@dormant-users/shared-types";
import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { expect, expectTypeOf, it } from "vitest";
import { defineRoute } from "./define-route.ts";
import type { EntityTagCondition } from "./entity-tag.ts";
import type { Principal } from "./principal.ts";

it("hands the handler what the contract's schemas make", () => {
  defineRoute(listDormantUsers).handle(async ({ query, principal, body, params, request }) => {
    expectTypeOf(query.limit).toEqualTypeOf<number | undefined>();
    expectTypeOf(query.department).toEqualTypeOf<string[] | undefined>();
    expectTypeOf(principal).toEqualTypeOf<Principal>();
    expectTypeOf(body).toEqualTypeOf<undefined>();
    expectTypeOf(params).toEqualTypeOf<undefined>();
    expectTypeOf(request.ifMatch).toEqualTypeOf<EntityTagCondition | undefined>();
    return { status: 200, body: buildDormantUsersPage() };
  });
  defineRoute(putSettings).handle(async ({ body, request }) => {
    expectTypeOf(request.ifMatch).toEqualTypeOf<EntityTagCondition>();
    const stored = { ...body, version: 1, updated_at: null, updated_by: null };
    return { status: 200, body: stored, headers: { etag: '"1"' } };
  });
  defineRoute(getHealth).handle(async ({ principal }) => {
    expectTypeOf(principal).toEqualTypeOf<undefined>();
    return { status: 200, body: { status: "ok", version: "1" } };
  });
});

it("does not compile with an answer the contract does not declare", () => {
  // @ts-expect-error the body lacks total, counts and the rest
  defineRoute(listDormantUsers).handle(async () => ({ status: 200, body: { items: [] } }));
  // @ts-expect-error 201 is not declared
  defineRoute(listDormantUsers).handle(async () => ({ status: 201, body: buildDormantUsersPage() }));
  // @ts-expect-error x-total is not a declared header
  defineRoute(getSettings).handle(async () => ({ status: 200, body: null as never, headers: { "x-total": "1" } }));
  expect(true).toBe(true);
});
