import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exemption } from "@dormant-users/shared-types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { daysBefore, trustx } from "../../../test/ingestion/records.ts";
import { developmentToken } from "../../composition/choose-auth.ts";
import { createServices } from "../../composition/create-services.ts";
import type { Services } from "../../composition/services.ts";
import { loadConfig } from "../../config/load-config.ts";
import { createApp } from "../../http/app.ts";
import { productRoutes } from "../../http/product-routes.ts";
import { silentLogger } from "../../observability/logger.ts";

const MONDAY = "2026-11-02T06:00:00.000Z";
const old = daysBefore(MONDAY, 60);
const SETTINGS = "/profile360/insights/settings";
const test = useTestDatabase();
let dataDir: string;
let services: Services;
let app: ReturnType<typeof createApp>;
let tenant: IngestedTenant;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "exemptions-"));
  services = await createServices(loadConfig({ dataDir }, {}), { database: test.database, logger: silentLogger });
  app = createApp(services, { routes: productRoutes(services) });
});
afterAll(() => rm(dataDir, { recursive: true }));
beforeEach(async () => {
  tenant = await IngestedTenant.make(test);
  await tenant.put(
    tenant.file(MONDAY, [trustx("a", old), trustx("b", old, { groups: ["auditors", "all"] }), trustx("c", old)]),
  );
});

async function call(init: RequestInit = {}): Promise<Response> {
  const token = await developmentToken(services.config, { tenant: tenant.tenantId });
  return app.request(SETTINGS, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...init.headers },
  });
}

const exempt = (kind: "user" | "group", value: string, until: string | null = null): Exemption => ({
  kind,
  value,
  until,
  reason: "as agreed",
});

async function put(exemptions: readonly Exemption[], etag?: string): Promise<number> {
  const ifMatch = etag ?? (await call()).headers.get("etag") ?? "";
  const response = await call({
    method: "PUT",
    headers: { "if-match": ifMatch },
    body: JSON.stringify({ inactive_days: 30, exemptions }),
  });
  return response.status;
}

const quiet = "inactive_since_cutoff";

describe("an exemption that is PUT", () => {
  it("holds at once, by user in any case and by group, and ends when it is taken away", async () => {
    const { user_id: a } = await tenant.user("a");
    expect(await put([exempt("user", a.toUpperCase()), exempt("group", "auditors")])).toBe(200);
    expect(await tenant.reasons()).toEqual({ a: "exempt_user", b: "exempt_group", c: quiet });
    expect((await tenant.list()).counts).toMatchObject({ exempt: 2, dormant: 1 });
    expect(await put([exempt("group", "auditors")])).toBe(200);
    expect(await tenant.reasons()).toEqual({ a: quiet, b: "exempt_group", c: quiet });
    expect(await put([])).toBe(200);
    expect(await tenant.reasons()).toEqual({ a: quiet, b: quiet, c: quiet });
    expect((await tenant.list()).counts).toMatchObject({ exempt: 0, dormant: 3 });
  });

  it("ends at its date, judged at the instant the list speaks of, and the longest of several holds", async () => {
    const day = (days: number) => daysBefore(MONDAY, -days);
    await put([exempt("group", "auditors", day(-1))]);
    expect(await tenant.reasons()).toMatchObject({ b: quiet });
    await put([exempt("group", "auditors", day(-1)), exempt("group", "all", day(2))]);
    expect(await tenant.reasons()).toMatchObject({ b: "exempt_group" });
    await tenant.put(tenant.file(day(3), [trustx("a", old), trustx("b", old), trustx("c", old)]), { accept: true });
    expect(await tenant.reasons()).toMatchObject({ b: quiet });
  });

  it("holds for a user who comes later, and no longer for one who leaves the group", async () => {
    await put([exempt("group", "auditors")]);
    const tuesday = "2026-11-03T06:00:00.000Z";
    const joined = trustx("d", old, { groups: ["auditors"] });
    await tenant.put(tenant.file(tuesday, [trustx("a", old), trustx("b", old), trustx("c", old), joined]));
    expect(await tenant.reasons()).toEqual({ a: quiet, b: quiet, c: quiet, d: "exempt_group" });
  });

  it("is recorded with who did it, and with nothing but the names of what changed", async () => {
    await put([exempt("group", "auditors")]);
    const [audited] = await tenant.rows("SELECT action, detail FROM $schema.audit_log ORDER BY audit_id DESC LIMIT 1");
    expect(audited).toEqual({ action: "settings_changed", detail: { changed: ["exemptions"] } });
  });
});

describe("two who change exemptions at once", () => {
  it("do not overwrite each other: the second is told", async () => {
    const etag = (await call()).headers.get("etag") ?? "";
    const { user_id: a } = await tenant.user("a");
    const { user_id: c } = await tenant.user("c");
    const statuses = await Promise.all([put([exempt("user", a)], etag), put([exempt("user", c)], etag)]);
    expect(statuses.toSorted()).toEqual([200, 412]);
    const exempted = Object.entries(await tenant.reasons()).filter(([, reason]) => reason === "exempt_user");
    expect(exempted).toEqual([[statuses[0] === 200 ? "a" : "c", "exempt_user"]]);
  });

  it("one by an ingestion that had begun before, end with the change in force", async () => {
    const bucket = new Bucket().put(
      tenant.key("users/all.json"),
      tenant.file("2026-11-03T06:00:00Z", [
        trustx("a", old, { title: "Changed" }),
        trustx("b", old, { groups: ["auditors"], title: "Changed" }),
        trustx("c", old),
      ]),
    );
    const open = bucket.open.bind(bucket);
    let putting: Promise<number> | undefined;
    const etag = (await call()).headers.get("etag") ?? "";
    const elsewhere = AsyncLocalStorage.snapshot();
    bucket.open = async function* (object) {
      // The ingestion holds its transaction by now; nobody may wait here for the change, which waits for it.
      putting ??= elsewhere(() => put([exempt("group", "auditors")], etag));
      yield* open(object);
    };
    expect(await tenant.ingest(bucket)).toMatchObject({ users: 3 });
    expect(await putting).toBe(200);
    expect(await tenant.reasons()).toEqual({ a: quiet, b: "exempt_group", c: quiet });
  });
});
