import { AsyncLocalStorage } from "node:async_hooks";
import type { DecisionRequest } from "@dormant-users/shared-types";
import { expect, it } from "vitest";
import { makeDecisions } from "../src/features/decisions/make-decisions.ts";
import { useTestDatabase } from "./harness/test-database.ts";
import { untilSomebodyWaits } from "./harness/until-somebody-waits.ts";
import { Bucket } from "./ingestion/bucket.ts";
import { IngestedTenant, NOW_MS } from "./ingestion/ingested-tenant.ts";
import { daysBefore, trustx } from "./ingestion/records.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const old = daysBefore(MONDAY, 60);
const test = useTestDatabase();

it.each([
  ["snooze", { kind: "snooze", until: "2026-12-24T06:00:00.000Z" }, "snoozed_until"],
  ["exempt", { kind: "exempt", reason: "On leave" }, "exempt_user"],
] as const)("a %s decided while its user is being ingested holds afterwards", async (_kind, terms, reason) => {
  const tenant = await IngestedTenant.make(test);
  await tenant.put(tenant.file(MONDAY, [trustx("a", old), trustx("b", old)]));
  const { user_id } = await tenant.user("a");
  const changed = tenant.file("2026-11-03T06:00:00Z", [trustx("a", old, { department: "New" }), trustx("b", old)]);
  const bucket = new Bucket().put(tenant.key("users/all.json"), changed);
  const context = { tenant: tenant.tenantId, actor: "admin", requestId: undefined, nowMs: NOW_MS, published: false };
  const elsewhere = AsyncLocalStorage.snapshot();
  const decide = () =>
    test.database.withTenant(tenant.tenantId, (tx) =>
      makeDecisions(tx, { ...terms, users: [{ user_id }] } as DecisionRequest, context),
    );
  let deciding: ReturnType<typeof decide> | undefined;
  const open = bucket.open.bind(bucket);
  bucket.open = async function* (object) {
    deciding ??= elsewhere(decide);
    await elsewhere(() => untilSomebodyWaits(test.url));
    yield* open(object);
  };
  expect(await tenant.ingest(bucket)).toMatchObject({ users: 2, unchanged: 1 });
  expect(await deciding).toMatchObject([{ status: "decided" }]);
  expect(await tenant.user("a")).toMatchObject({ reason, department: "New" });
});
