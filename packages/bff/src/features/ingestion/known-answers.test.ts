import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TenantId } from "@dormant-users/shared-types";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type AnswerClass, classify } from "../../../test/ingestion/classify.ts";
import { type Normalised, normalised } from "../../../test/ingestion/objects.ts";
import { hasSharedData, readSharedData, SHARED_DATA } from "../../../test/ingestion/shared-data.ts";
import { openLocalObjects } from "../../adapters/local-objects/local-objects.ts";
import { readManifest } from "./manifest.ts";
import { normaliseObject } from "./normalise-object.ts";
import { SourceAccount } from "./normalising/source-account.ts";
import { parseObjectKey } from "./object-key.ts";
import { openUserObject } from "./reading/user-object.ts";

const isHere = hasSharedData("known answers of ingestion");
const Expected = z.object({
  as_of: z.string(),
  cutoff: z.string(),
  providers: z.record(
    z.string(),
    z.object({ file: z.string(), per_user: z.record(z.string(), z.looseObject({ class: z.string() })) }),
  ),
});
const Truth = z.object({
  as_of: z.string(),
  thresholds: z.record(
    z.string(),
    z.object({ cutoff: z.string(), dormant: z.number(), sha256: z.string(), sha256_excluding_bots: z.string() }),
  ),
});

function truthOf(tenant: string): z.infer<typeof Truth> {
  return Truth.parse(JSON.parse(readSharedData(`truth_${tenant}.json`).toString()));
}

function normalisedTenantFile(tenant: string): Promise<Normalised> {
  return normalised(readSharedData(`tenant_${tenant}.json`), {
    tenantId: TenantId.parse(tenant),
    snapshotAtMs: Date.parse(truthOf(tenant).as_of),
  });
}

function hashOfIds(ids: readonly string[]): string {
  const lines = [...ids].sort().map((id) => `${id}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}

function idsOf(classes: ReadonlyMap<string, AnswerClass>, wanted: AnswerClass): string[] {
  return [...classes].filter(([, answer]) => answer === wanted).map(([id]) => id);
}

describe.skipIf(!isHere)("each provider's export gives exactly the known classes", () => {
  test.each(["okta", "msgraph", "google", "scim"])("%s", async (name) => {
    const expected = Expected.parse(JSON.parse(readSharedData("providers/expected.json").toString()));
    const provider = expected.providers[name];
    if (provider === undefined) throw new Error(`expected.json knows no ${name}`);
    const content = readSharedData(`providers/${provider.file}`);
    const { accounts, quarantined } = await normalised(content, { snapshotAtMs: Date.parse(expected.as_of) });

    expect(quarantined).toEqual([]);
    const classes = Object.fromEntries(classify(accounts, expected.cutoff));
    expect(classes).toEqual(
      Object.fromEntries(Object.entries(provider.per_user).map(([id, user]) => [id, user.class])),
    );
    for (const account of accounts) expect(() => SourceAccount.parse(account)).not.toThrow();
  });
});

describe.skipIf(!isHere)("a tenant's activity gives exactly the known dormant users", () => {
  test.each(["fastify", "laravel"])("%s from its tenant file", async (name) => {
    const { accounts, quarantined } = await normalisedTenantFile(name);
    expect(quarantined).toEqual([]);
    const humans = accounts.filter(({ accountType }) => accountType !== "service");
    for (const answer of Object.values(truthOf(name).thresholds)) {
      const dormant = idsOf(classify(accounts, answer.cutoff), "dormant");
      expect(dormant).toHaveLength(answer.dormant);
      expect(hashOfIds(dormant)).toBe(answer.sha256);
      const dormantHumans = idsOf(classify(humans, answer.cutoff), "dormant");
      expect(hashOfIds(dormantHumans)).toBe(answer.sha256_excluding_bots);
    }
  });

  test("laravel's folder of objects says the same of every user as its tenant file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dormant-objects-"));
    try {
      execFileSync("tar", ["-xzf", join(SHARED_DATA, "tenant_laravel_s3.tar.gz"), "-C", folder]);
      const { store, objects } = await openLocalObjects(join(folder, "tenant_laravel"));
      const tenantId = TenantId.parse("laravel");
      const manifest = await readManifest("m", store.open({ key: "tenant_laravel/manifest.json" }), tenantId);
      const snapshotAtMs = Date.parse(manifest.asOf);
      const hashes: string[] = [];
      for await (const stored of objects()) {
        const parsed = parseObjectKey(stored.key);
        if (!parsed.ok || parsed.location.kind === "manifest") continue;
        const object = await openUserObject({ key: stored.key, open: () => store.open(stored), tenantId });
        for await (const record of normaliseObject(object, { tenantId, snapshotAtMs })) {
          if ("account" in record) hashes.push(record.contentHash);
        }
      }
      expect(hashes).toHaveLength(manifest.expectedUsers);
      const fromFile = await normalisedTenantFile("laravel");
      expect(hashes.sort()).toEqual(fromFile.hashes.sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
