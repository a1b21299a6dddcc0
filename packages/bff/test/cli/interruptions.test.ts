import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { okta } from "../ingestion/records.ts";
import { Dormant, type DormantOptions, dormant } from "./dormant.ts";

// One user an object: they are applied in batches, and a run that ends early leaves whole batches.
const OBJECTS = 3_000;
const BATCH = 500;

let root: string;
let dataDir: string[];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "dormant-interrupted-"));
  dataDir = ["--data-dir", join(root, "data")];
  mkdirSync(join(root, "users"));
  for (let number = 0; number < OBJECTS; number += 1) {
    writeFileSync(join(root, "users", `${number}.json`), JSON.stringify(okta(`o${number}`, "2026-10-30T00:00:00Z")));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function usersOf(tenant: string): Promise<number> {
  const { stdout } = await dormant(["detect", "--tenant", tenant, "--json", ...dataDir]);
  const { counts } = JSON.parse(stdout) as { counts: Record<string, number> };
  return Object.values(counts).reduce((sum, users) => sum + users, 0);
}

async function serve(): Promise<Dormant> {
  const server = new Dormant(["serve", "--port", "0", ...dataDir]);
  await server.says("stdout", /on http/);
  return server;
}

/** An ingestion that has applied some of its batches. */
async function underWay(tenant: string): Promise<Dormant> {
  await dormant(["tenant", "create", tenant, ...dataDir]);
  const ingest = new Dormant(["ingest", "--tenant", tenant, "users", "--json", ...dataDir], { cwd: root });
  await ingest.says("stderr", /\d+ objects/);
  return ingest;
}

async function expectWholeBatches(tenant: string): Promise<void> {
  const users = await usersOf(tenant);
  expect(users).toBeGreaterThan(0);
  expect(users).toBeLessThan(OBJECTS);
  expect(users % BATCH).toBe(0);
  const again = await dormant(["ingest", "--tenant", tenant, "users", "--json", ...dataDir], { cwd: root });
  expect(JSON.parse(again.stdout)).toMatchObject({ users: OBJECTS, unchanged: users });
}

describe("an ingestion that ends early leaves whole objects and can be run again", () => {
  it("by Ctrl-C, alone on the directory or sent to the process that owns it", async () => {
    const alone = await (await underWay("alone")).signal("SIGINT").ended();
    expect(alone).toMatchObject({ code: 130, stdout: "", stderr: expect.stringContaining("interrupted") });
    await expectWholeBatches("alone");

    const server = await serve();
    const sent = await (await underWay("sent")).signal("SIGINT").ended();
    expect(sent).toMatchObject({ code: 130, stdout: "", stderr: expect.stringContaining("interrupted") });
    await expectWholeBatches("sent");
    expect((await server.signal("SIGINT").ended()).code).toBe(0);
  }, 180_000);

  it("by kill -9 of the owner, which also frees the directory", async () => {
    const server = await serve();
    const ingest = await underWay("killed");
    server.signal("SIGKILL");
    const { code, stdout, stderr } = await ingest.ended();
    expect([code, stdout]).toEqual([69, ""]);
    expect(stderr).toContain("ended while the command ran");
    await expectWholeBatches("killed");
  }, 180_000);
});

describe("where a command runs", () => {
  it("is where the person stands, also under npm, which starts it elsewhere", async () => {
    mkdirSync(join(root, "desk"));
    writeFileSync(join(root, "desk", "one.json"), JSON.stringify([okta("desk", "2026-10-30T00:00:00Z")]));
    const underNpm: DormantOptions = {
      cwd: tmpdir(),
      env: { npm_lifecycle_event: "dormant", INIT_CWD: join(root, "desk") },
    };
    const path = ["--data-dir", "../data"];
    await dormant(["tenant", "create", "desk", ...path], underNpm);
    const { stdout } = await dormant(["ingest", "--tenant", "desk", "one.json", "--json", ...path], underNpm);
    expect(JSON.parse(stdout)).toMatchObject({ users: 1 });
    const byVariable = { DORMANT_DATA_DIR: join(root, "data") };
    const detect = await dormant(["detect", "--tenant", "desk", "--json"], { env: byVariable });
    expect(JSON.parse(detect.stdout)).toMatchObject({ counts: { active: 1 } });
  }, 120_000);
});

describe("a DATABASE_URL", () => {
  const withUrl = (url: string, ...argv: string[]) => dormant(argv, { env: { DATABASE_URL: url }, cwd: root });

  it("that is none is refused with what it looks like, and never printed", async () => {
    const { code, stdout, stderr } = await withUrl("mysql://root:hunter2@db/x", "tenant", "list", "--json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("postgres://user:password@host:5432/name");
    expect(stderr).not.toContain("hunter2");
  });

  it("where nobody answers is said to be unreachable, with what to do", async () => {
    const url = "postgres://user:hunter2@127.0.0.1:9/none";
    for (const argv of [
      ["tenant", "list", "--json"],
      ["ingest", "--tenant", "acme", "users"],
    ]) {
      const { code, stdout, stderr } = await withUrl(url, ...argv);
      expect([code, stdout]).toEqual([69, ""]);
      expect(stderr).toContain("check DATABASE_URL");
      expect(stderr).not.toContain("hunter2");
    }
    const doctor = await withUrl(url, "doctor", "--json");
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ ok: false });
  });
});
