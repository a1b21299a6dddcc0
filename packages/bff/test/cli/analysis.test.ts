import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trustx } from "../ingestion/records.ts";
import { Dormant, dormant as run } from "./dormant.ts";

let root: string;
let server: Dormant;
let ids: string[];

const dormant = (...argv: string[]) => run([...argv, "--data-dir", join(root, "data")], { cwd: root });
async function json(...argv: string[]) {
  const { code, stdout, stderr } = await dormant(...argv, "--json");
  return { code, stderr, document: JSON.parse(stdout || "null") as Record<string, unknown> };
}
const analyze = (...argv: string[]) => json("analyze", "--tenant", "acme", ...argv);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "dormant-analysis-"));
  server = new Dormant(["serve", "--port", "0", "--data-dir", join(root, "data")]);
  await server.says("stdout", /on http/);
  const quiet = Array.from({ length: 5 }, (_, number) => trustx(`q${number}`, `2026-0${number + 1}-01T00:00:00Z`));
  const users = [...quiet, trustx("busy", "2026-10-30T00:00:00Z")];
  writeFileSync(join(root, "acme.json"), JSON.stringify({ tenant: "acme", as_of: "2026-11-01T00:00:00Z", users }));
  await dormant("tenant", "create", "acme");
  await dormant("ingest", "--tenant", "acme", "acme.json");
  const { document } = await json("detect", "--tenant", "acme");
  ids = (document.users as { user_id: string }[]).map(({ user_id }) => user_id);
}, 60_000);
afterAll(async () => {
  expect(await server.signal("SIGTERM").ended()).toMatchObject({ code: 0 });
  rmSync(root, { recursive: true });
}, 60_000);

describe("analyze", () => {
  it("takes users one by one, several at once, and separated by commas", async () => {
    const [a = "", b = "", c = "", d = ""] = ids;
    const { code, document } = await analyze("--user", a, b, "--user", `${c},${d}`);
    expect([code, document]).toMatchObject([0, { status: "succeeded", dormant: 4, analysed: 4, failed: 0 }]);
  });

  it("prints the totals of a run of everybody, and does no work the second time", async () => {
    const { code, document } = await analyze();
    expect(code).toBe(0);
    expect(document).toEqual({
      tenant: "acme",
      run_id: expect.any(String),
      status: "succeeded",
      dormant: 5,
      analysed: 1,
      unchanged: 4,
      failed: 0,
      by_source: { model: 0, rules: 1 },
      model_calls: 0,
      embedding_calls: expect.any(Number),
      dropped_claims: 0,
      tokens: { input: 0, output: 0, embedding: expect.any(Number) },
      cost_usd: 0,
    });
    expect((await analyze()).document).toMatchObject({ analysed: 0, unchanged: 5, embedding_calls: 0 });
    expect((await analyze("--force", "--limit", "2")).document).toMatchObject({ dormant: 2, analysed: 2 });
  });

  it("says with its exit code what was wrong: the words, or the user", async () => {
    expect(await dormant("analyze", "--tenant", "acme", "--user", "nobody")).toMatchObject({ code: 2, stdout: "" });
    const unknown = await dormant("analyze", "--tenant", "acme", "--user", "00000000-0000-4000-8000-000000000000");
    expect([unknown.code, unknown.stdout]).toEqual([3, ""]);
    expect(unknown.stderr).toContain("not known");
    expect((await dormant("analyze", "--tenant", "nowhere")).code).toBe(3);
  });
});

describe("embed and insight", () => {
  it("say what is there and what had to be made", async () => {
    expect(await json("embed", "--tenant", "acme")).toMatchObject({
      code: 0,
      document: { tenant: "acme", embedded: 0, unchanged: 5, failed: 0, cost_usd: 0 },
    });
    const { code, document } = await json("insight", "--tenant", "acme", "--user", ids[0] ?? "");
    expect(code).toBe(0);
    expect(document).toMatchObject({ user_id: ids[0], insight: { source: "rules", rules_reason: "no_model" } });
    const none = await dormant("insight", "--tenant", "acme", "--user", "00000000-0000-4000-8000-000000000000");
    expect(none).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining("dormant analyze") });
  });
});

describe("doctor", () => {
  let s3: FauxqsServer;
  beforeAll(async () => {
    s3 = await startFauxqs({ port: 0, logger: false, init: { buckets: ["integrations"] } });
  });
  afterAll(() => s3.stop());

  const doctor = async (env: Record<string, string>) => {
    const { code, stdout } = await run(["doctor", "--json", "--data-dir", join(root, "doctor")], {
      env: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", ...env },
    });
    const { checks } = JSON.parse(stdout) as { checks: { check: string; status: string; detail: string }[] };
    return { code, of: (name: string) => checks.find(({ check }) => check === name) };
  };

  it("finds the extension, the bucket that is there, and nothing amiss where nothing is set", async () => {
    const { code, of } = await doctor({ DORMANT_S3_BUCKET: "integrations", DORMANT_S3_ENDPOINT: s3.address });
    expect(code).toBe(0);
    expect(of("extension")).toMatchObject({ status: "ok", detail: expect.stringMatching(/pgvector \d/) });
    expect(of("bucket")).toMatchObject({ status: "ok" });
    expect(of("cache")).toMatchObject({ status: "ok", detail: expect.stringContaining("REDIS_URL") });
  });

  it("says what to do about a bucket that is not there and a cache that does not answer", async () => {
    const { code, of } = await doctor({
      DORMANT_S3_BUCKET: "elsewhere",
      DORMANT_S3_ENDPOINT: s3.address,
      REDIS_URL: `redis://127.0.0.1:${await closedPort()}`,
    });
    expect(code).toBe(1);
    expect(of("bucket")).toMatchObject({ status: "failed", detail: expect.stringContaining("DORMANT_S3_BUCKET") });
    expect(of("cache")).toMatchObject({ status: "warning", detail: expect.stringContaining("check REDIS_URL") });
  });
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}
