import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STATE_OF_REASON } from "@dormant-users/shared-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { Bucket } from "../../../test/ingestion/bucket.ts";
import { IngestedTenant } from "../../../test/ingestion/ingested-tenant.ts";
import { hasSharedData, readSharedData, SHARED_DATA } from "../../../test/ingestion/shared-data.ts";
import { seededRandom } from "../../samples/random.ts";

const isHere = hasSharedData("known answers through the database");
const test = useTestDatabase();

const Truth = z.object({
  as_of: z.string(),
  thresholds: z.record(
    z.string(),
    z.object({
      dormant: z.number(),
      sha256: z.string(),
      dormant_excluding_bots: z.number(),
      sha256_excluding_bots: z.string(),
    }),
  ),
});
const Expected = z.object({
  as_of: z.string(),
  providers: z.record(
    z.string(),
    z.object({ file: z.string(), per_user: z.record(z.string(), z.looseObject({ class: z.string() })) }),
  ),
});

const truthOf = (name: string) => Truth.parse(JSON.parse(readSharedData(`truth_${name}.json`).toString()));

/** The public files name their own tenant; a test's tenant is another. */
const renamed = (text: string, name: string, tenantId: string): string =>
  text
    .replace(`"tenant":"${name}"`, `"tenant":"${tenantId}"`)
    .replace(`"tenant": "${name}"`, `"tenant": "${tenantId}"`);

const hashOf = (ids: readonly string[]): string =>
  createHash("sha256")
    .update(
      [...ids]
        .sort()
        .map((id) => `${id}\n`)
        .join(""),
    )
    .digest("hex");

async function expectTruth(tenant: IngestedTenant, name: string): Promise<void> {
  const truth = truthOf(name);
  for (const [days, answer] of Object.entries(truth.thresholds)) {
    const request = { inactiveDays: Number(days), states: ["dormant" as const, "never_active" as const] };
    const all = await tenant.list({ ...request, accountTypes: ["all"] });
    expect([all.items.length, all.total]).toEqual([answer.dormant, answer.dormant]);
    expect(hashOf(all.items.map((user) => user.external_id))).toBe(answer.sha256);
    const humans = await tenant.list(request);
    expect([humans.items.length, humans.total]).toEqual([answer.dormant_excluding_bots, answer.dormant_excluding_bots]);
    expect(hashOf(humans.items.map((user) => user.external_id))).toBe(answer.sha256_excluding_bots);
    expect(humans.as_of).toBe(new Date(truth.as_of).toISOString());
  }
}

describe.skipIf(!isHere)("the public tenants", () => {
  it.each(["fastify", "laravel"])("%s has exactly the known dormant users at every threshold", async (name) => {
    const tenant = await IngestedTenant.make(test);
    const file = renamed(readSharedData(`tenant_${name}.json`).toString(), name, tenant.tenantId);
    const result = await tenant.put(file);
    expect(result).toMatchObject({ objects: 1, unchanged: 0, quarantined: [], held: [], refused: [] });
    await expectTruth(tenant, name);

    const before = await tenant.dump();
    const again = await tenant.put(file);
    expect(again).toMatchObject({ users: result.users, unchanged: result.users, held: [] });
    expect(await tenant.dump()).toEqual(before);
  });

  describe("laravel as a folder of objects", () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "dormant-laravel-"));
      execFileSync("tar", ["-xzf", join(SHARED_DATA, "tenant_laravel_s3.tar.gz"), "-C", folder]);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it("has the same dormant users, whatever its files' times say, and is complete", async () => {
      const tenant = await IngestedTenant.make(test);
      const bucket = new Bucket();
      const random = seededRandom(7);
      const root = join(folder, "tenant_laravel");
      const read = (path: string) => readFileSync(join(root, path), "utf8");
      for (const name of readdirSync(join(root, "users"))) {
        const scrambled = Date.UTC(2001, 0, 1) + random() * 60 * 365 * 86_400_000;
        bucket.put(tenant.key(`users/${name}`), renamed(read(`users/${name}`), "laravel", tenant.tenantId), scrambled);
      }
      bucket.put(tenant.key("manifest.json"), renamed(read("manifest.json"), "laravel", tenant.tenantId));
      const result = await tenant.ingest(bucket);
      expect(result).toMatchObject({ objects: 4778, users: 4778, quarantined: [], held: [], refused: [] });
      await expectTruth(tenant, "laravel");
      const [source] = await tenant.rows("SELECT name, last_complete_at FROM $schema.sources");
      expect(source).toEqual({ name: "trustx", last_complete_at: "2026-08-21T11:09:19.000Z" });
    });
  });
});

describe.skipIf(!isHere)("the four providers' exports", () => {
  const classOf = (reason: string): string => {
    const state = STATE_OF_REASON[reason as keyof typeof STATE_OF_REASON];
    if (state === "dormant" || state === "never_active") return "dormant";
    return state === "disabled" ? "excluded" : state === "active" ? "not_dormant" : state;
  };
  const expected = isHere
    ? Expected.parse(JSON.parse(readSharedData("providers/expected.json").toString()))
    : undefined;
  const names = Object.keys(expected?.providers ?? {});

  const answersOf = (...providers: string[]): Record<string, string> =>
    Object.fromEntries(
      providers.flatMap((name) =>
        Object.entries(expected?.providers[name]?.per_user ?? {}).map(([id, user]) => [id, user.class]),
      ),
    );
  const put = (tenant: IngestedTenant, name: string) => {
    const { file } = expected?.providers[name] ?? { file: "" };
    return tenant.put(readSharedData(`providers/${file}`), { path: `users/${file}`, asOf: expected?.as_of ?? "" });
  };
  const classes = async (tenant: IngestedTenant) =>
    Object.fromEntries(
      Object.entries(await tenant.reasons({ inactiveDays: 90, accountTypes: ["all"] })).map(([id, reason]) => [
        id,
        classOf(reason),
      ]),
    );

  it("give exactly the known classes, each alone", async () => {
    for (const name of names) {
      const tenant = await IngestedTenant.make(test);
      expect(await put(tenant, name)).toMatchObject({ objects: 1, users: 40, quarantined: [], refused: [], held: [] });
      expect(await classes(tenant)).toEqual(answersOf(name));
    }
  });

  it("give the same classes in one tenant", async () => {
    const tenant = await IngestedTenant.make(test);
    for (const name of names) expect(await put(tenant, name)).toMatchObject({ users: 40, held: [] });
    expect(await classes(tenant)).toEqual(answersOf(...names));
  });
});
