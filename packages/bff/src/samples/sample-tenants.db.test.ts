import type { DormancyState, TenantId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../test/harness/test-database.ts";
import { DAY_MS } from "../features/detection/judgement.ts";
import { listDormantUsers } from "../features/detection/list-dormant-users.ts";
import type { IngestResult } from "../features/ingestion/index.ts";
import { ingestObjects } from "../features/ingestion/index.ts";
import { SampleStore } from "./sample-store.ts";
import { type SampleTenant, sampleTenants } from "./sample-tenants.ts";

const NOW = Date.parse("2026-11-22T06:00:00Z");
const NAMES = ["northwind", "halden", "brightleaf"];
const test = useTestDatabase();

/** Every text in an object's body that is an instant, in ms. */
function instantsIn(tenant: SampleTenant): number[] {
  return tenant.objects.flatMap(({ body }) =>
    [...body.matchAll(/"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g)].map((match) => Date.parse(match[1] ?? "")),
  );
}

describe("the sample tenants", () => {
  it("are the same for the same instant, to the byte", () => {
    expect(sampleTenants({ nowMs: NOW })).toEqual(sampleTenants({ nowMs: NOW }));
  });

  it("live relative to now: the same people a month later, active then, and never in the future", () => {
    for (const nowMs of [NOW, NOW + 30 * DAY_MS, Date.parse("2028-02-29T23:59:59.999Z")]) {
      for (const tenant of sampleTenants({ nowMs })) {
        const instants = instantsIn(tenant);
        const newest = instants.reduce((a, b) => Math.max(a, b), 0);
        expect(newest).toBeLessThanOrEqual(nowMs);
        expect(newest).toBeGreaterThan(nowMs - 3 * DAY_MS);
      }
    }
    const names = (nowMs: number) =>
      sampleTenants({ nowMs }).map((tenant) => tenant.objects.map(({ body }) => body.match(/[\w.-]+@[\w.-]+example/g)));
    expect(names(NOW + 30 * DAY_MS)).toEqual(names(NOW));
  });
});

describe("ingested, they look like companies", () => {
  const results = new Map<string, IngestResult>();
  const shares = new Map<string, Record<DormancyState, number>>();
  const reasons = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    const ids = new Map<string, TenantId>();
    for (const name of NAMES) ids.set(name, await test.createTenant());
    for (const [index, tenant] of sampleTenants({ nowMs: NOW, idOf: (name) => ids.get(name) ?? "" }).entries()) {
      const name = NAMES[index] ?? "";
      const { tenantId } = tenant;
      const store = new SampleStore(tenant.objects);
      const request = { tenantId, store, objects: store.list(""), actor: "test", nowMs: NOW };
      results.set(name, await ingestObjects(test.database, request));
      const { items, counts } = await list(tenantId);
      const share = (state: DormancyState) => (counts[state] ?? 0) / items.length;
      shares.set(
        name,
        Object.fromEntries(Object.keys(counts).map((state) => [state, share(state as DormancyState)])) as never,
      );
      reasons.set(name, new Set(items.map((user) => `${user.account_type} ${user.reason}`)));
    }
  }, 60_000);

  const list = (tenantId: TenantId) =>
    test.database.withTenant(tenantId, (tx) => listDormantUsers(tx, { states: ["all"], limit: 1_000 }, NOW), {
      readOnly: true,
      isolation: "repeatable read",
    });

  it.each(NAMES)("%s comes in whole: nothing set aside, held or refused", (tenant) => {
    expect(results.get(tenant)).toMatchObject({ quarantined: [], held: [], refused: [], ignored: [], unchanged: 0 });
    expect(results.get(tenant)?.users).toBeGreaterThan(100);
  });

  it("one in ten or so is quiet, most are at work, and every kind of finding is there to be seen", () => {
    for (const tenant of ["northwind", "halden"]) {
      const share = shares.get(tenant);
      expect((share?.dormant ?? 0) + (share?.never_active ?? 0)).toBeGreaterThan(0.08);
      expect((share?.dormant ?? 0) + (share?.never_active ?? 0)).toBeLessThan(0.15);
      expect(share?.active).toBeGreaterThan(0.75);
      expect(share).toMatchObject({ unknown: 0 });
      for (const reason of [
        "human inactive_since_cutoff",
        "human never_signed_in",
        "human new_account",
        "guest inactive_since_cutoff",
        "service exempt_account_type",
      ]) {
        expect(reasons.get(tenant)).toContain(reason);
      }
      expect(share?.disabled).toBeGreaterThan(0.01);
    }
  });

  it("only the directory that knows no sign-ins leaves people unknown", () => {
    expect(shares.get("brightleaf")?.unknown).toBeGreaterThan(0.1);
    expect(reasons.get("brightleaf")).toContain("human source_has_no_activity");
    expect(shares.get("brightleaf")?.dormant).toBeGreaterThan(0.04);
  });
});
