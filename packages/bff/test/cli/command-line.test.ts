import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DormancyState } from "@dormant-users/shared-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { okta, trustx } from "../ingestion/records.ts";
import { Dormant, dormant as run } from "./dormant.ts";

let root: string;
let server: Dormant;
let url: string;

/** Every command here finds a server that owns the directory, and works all the same. */
const dormant = (...argv: string[]) => run([...argv, "--data-dir", join(root, "data")], { cwd: root });
const json = async (...argv: string[]) => {
  const { code, stdout, stderr } = await dormant(...argv, "--json");
  return { code, stderr, document: JSON.parse(stdout) as Record<string, unknown>, lines: stdout.split("\n").length };
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "dormant-cli-"));
  server = new Dormant(["serve", "--port", "0", "--data-dir", join(root, "data")]);
  [, url = ""] = await server.says("stdout", /^Dormant Users API on (http:\S+)\n/);
  const active = Array.from({ length: 8 }, (_, number) => trustx(`u${number}`, "2026-10-30T00:00:00Z"));
  const users = [...active, trustx("gone", "2026-01-01T00:00:00Z"), trustx("never", null)];
  const service = trustx("svc", "2026-01-01T00:00:00Z", { is_bot: true });
  const file = { tenant: "acme", as_of: "2026-11-01T00:00:00Z", users: [...users, service] };
  writeFileSync(join(root, "acme.json"), JSON.stringify(file));
  writeFileSync(
    join(root, "less.json"),
    JSON.stringify({ ...file, as_of: "2026-11-02T00:00:00Z", users: active.slice(4) }),
  );
  writeFileSync(join(root, "bad.json"), JSON.stringify([trustx("x", "yesterday"), okta("o1", null)]));
  writeFileSync(join(root, "cut.json"), '[{"id": "x"');
  writeFileSync(join(root, "foreign.json"), JSON.stringify({ ...file, tenant: "other" }));
  mkdirSync(join(root, "empty"));
  await dormant("tenant", "create", "acme");
}, 60_000);
afterAll(async () => {
  expect(await server.signal("SIGTERM").ended()).toMatchObject({ code: 0 });
  rmSync(root, { recursive: true });
}, 60_000);

describe("tenant", () => {
  it("create, list and drop say what they did, as one document too", async () => {
    expect(await json("tenant", "create", "passing")).toMatchObject({
      code: 0,
      document: { tenant: "passing", created: true },
      lines: 2,
    });
    const { document } = await json("tenant", "list");
    expect(document).toEqual({
      tenants: ["acme", "passing"].map((tenant) => ({
        tenant,
        version: expect.any(Number),
        created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      })),
    });
    expect(await json("tenant", "drop", "passing", "--yes")).toMatchObject({ code: 0, document: { dropped: true } });
    expect((await dormant("tenant", "drop", "passing", "--yes")).code).toBe(3);
  });

  it.each(["a.b", 'a"b', "A", "a'; drop schema public; --", ""])(
    "create refuses %j and says what an id is",
    async (id) => {
      const { code, stdout, stderr } = await dormant("tenant", "create", id);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/lower-case|letters/i);
    },
  );

  it("create refuses one that is there", async () => {
    expect(await dormant("tenant", "create", "acme")).toMatchObject({ code: 5, stdout: "" });
  });
});

describe("ingest", () => {
  it("prints exactly the documented document, and again that nothing changed", async () => {
    const expected = {
      tenant: "acme",
      objects: 1,
      users: 11,
      unchanged: 0,
      quarantined: [],
      held: 0,
      holds: [],
      refused: [],
      data_as_of: "2026-11-01T00:00:00.000Z",
    };
    expect(await json("ingest", "--tenant", "acme", "acme.json")).toMatchObject({
      code: 0,
      document: expected,
      lines: 2,
    });
    const { document } = await json("ingest", "--tenant", "acme", "acme.json");
    expect(document).toEqual({ ...expected, unchanged: 11 });
  });

  it("tells what was set aside, with the place and what to do, and is no failure", async () => {
    const { code, document, stderr } = await json(
      "ingest",
      "--tenant",
      "acme",
      "--as-of",
      "2026-11-01T00:00:00Z",
      "bad.json",
    );
    expect(code).toBe(0);
    expect(document).toMatchObject({
      users: 1,
      quarantined: [
        { object: "bad.json", position: 0, reason: "invalid_date", field: "last_active_at", external_id: "x" },
      ],
    });
    expect(stderr).toContain("bad.json record 0 (last_active_at)");
  });

  it("holds what is not to be believed until it is accepted", async () => {
    const held = await json("ingest", "--tenant", "acme", "less.json");
    expect(held).toMatchObject({
      code: 4,
      document: { objects: 0, users: 0, held: 1, holds: [{ reason: "source_shrank" }] },
    });
    expect(held.stderr).toContain("--accept");
    const { document } = await json("detect", "--tenant", "acme");
    expect(document).toMatchObject({ counts: { disabled: 0 }, as_of: "2026-11-01T00:00:00.000Z" });
  });

  it.each([
    ["cut.json", 5, /ends in the middle/],
    ["foreign.json", 5, /names another tenant/],
    ["missing.json", 3, /does not exist; check the path/],
  ])("of %s ends with %d and says why on stderr alone", async (file, expected, message) => {
    const { code, stdout, stderr } = await dormant("ingest", "--tenant", "acme", "acme.json", file);
    expect(code).toBe(expected);
    expect(stderr).toMatch(message);
    expect(stdout).not.toMatch(message);
  });

  it("of an empty folder, of an unknown tenant and at no instant say so", async () => {
    expect((await dormant("ingest", "--tenant", "acme", "empty")).stderr).toContain("no user objects there");
    expect(await dormant("ingest", "--tenant", "nobody", "acme.json")).toMatchObject({ code: 3, stdout: "" });
    const undated = await dormant("ingest", "--tenant", "acme", "--as-of", "yesterday", "acme.json");
    expect(undated).toMatchObject({ code: 2, stdout: "" });
    expect(undated.stderr).toContain("ISO 8601");
  });
});

describe("export", () => {
  it("writes the list the options ask for, to stdout or to a file, and says where", async () => {
    const file = join(root, "list.jsonl");
    const options = ["export", "--tenant", "acme", "--inactive-days", "90", "--format", "jsonl"];
    expect(await json(...options, "--output", "list.jsonl")).toMatchObject({
      code: 0,
      document: { tenant: "acme", format: "jsonl", users: 3, file },
    });
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { state: string }).state).toSorted()).toEqual([
      "dormant",
      "never_active",
      "never_active",
    ]);
    const { code, stdout } = await dormant("export", "--tenant", "acme", "--inactive-days", "90");
    expect([code, stdout.split("\r\n").length]).toEqual([0, 5]);
    expect(stdout).toMatch(/^\ufeffuser_id,email/);
    const critical = await dormant("export", "--tenant", "acme", "--risk-level", "critical,high", "--decision", "open");
    expect([critical.code, critical.stdout.split("\r\n").length]).toEqual([0, 2]);
    expect((await dormant("export", "--tenant", "acme", "--risk-level", "dire")).code).toBe(2);
    expect((await dormant("export", "--tenant", "acme", "--json")).code).toBe(2);
  });
});

describe("erase and retention", () => {
  it("erase gives a receipt, again the same one, and the next ingest leaves the user out", async () => {
    await dormant("tenant", "create", "forgetful");
    writeFileSync(
      join(root, "forgetful.json"),
      JSON.stringify({
        tenant: "forgetful",
        as_of: "2026-11-01T00:00:00Z",
        users: [trustx("gone", "2026-01-01T00:00:00Z")],
      }),
    );
    const ingest = () => dormant("ingest", "--tenant", "forgetful", "forgetful.json");
    await ingest();
    const { document } = await json("detect", "--tenant", "forgetful");
    const [user] = document.users as [{ user_id: string }];
    const erase = (id: string) => json("erase", "--tenant", "forgetful", "--user", id, "--yes");
    const first = await erase(user.user_id);
    expect(first).toMatchObject({ code: 0, document: { user_id: user.user_id, removed: { user_profiles: 1 } } });
    expect((await erase(user.user_id)).document).toEqual(first.document);
    expect((await dormant("erase", "--tenant", "forgetful", "--user", crypto.randomUUID(), "--yes")).code).toBe(3);
    writeFileSync(
      join(root, "forgetful.json"),
      JSON.stringify({
        tenant: "forgetful",
        as_of: "2026-11-02T00:00:00Z",
        users: [trustx("gone", "2026-01-01T00:00:00Z")],
      }),
    );
    expect((await ingest()).stderr).toContain("left out: 1 records of erased users");
    expect((await json("detect", "--tenant", "forgetful", "--state", "all")).document.users).toEqual([]);
  });

  it("retention counts, and deletes when it is not only asked to count", async () => {
    const { code, document } = await json("retention", "--tenant", "acme", "--dry-run");
    expect([code, document.dry_run]).toEqual([0, true]);
    expect(document.tenants).toMatchObject([{ tenant: "acme", rows: { user_embeddings: 0, dormancy_trend: 0 } }]);
    expect((await dormant("retention", "--tenant", "acme")).stdout).toBe("acme: deleted nothing\n");
  });
});

describe("detect", () => {
  it("prints exactly the documented document", async () => {
    const { code, document, lines, stderr } = await json("detect", "--tenant", "acme", "--inactive-days", "90");
    expect([code, lines]).toEqual([0, 2]);
    expect(document).toEqual({
      tenant: "acme",
      as_of: "2026-11-01T00:00:00.000Z",
      cutoff: "2026-08-03T00:00:00.000Z",
      inactive_days: 90,
      counts: { disabled: 0, exempt: 1, snoozed: 0, unknown: 0, never_active: 2, dormant: 1, active: 8 },
      users: expect.any(Array),
    });
    expect(document.users).toContainEqual({
      user_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      external_id: "gone",
      state: "dormant",
      reason: "inactive_since_cutoff",
      days_inactive: 304,
      last_active_at: "2026-01-01T00:00:00.000Z",
      account_type: "human",
    });
    expect((document.users as object[]).length).toBe(3);
    // The data is weeks old: a warning for people, beside the document.
    expect(stderr).toMatch(/^warning: /);
  });

  it("lists the states and account types asked for, and counts over those types", async () => {
    const all = await json("detect", "--tenant", "acme", "--state", "all", "--account-type", "all");
    expect(all.document.counts).toMatchObject({ exempt: 0, dormant: 2 });
    expect(all.document.users).toHaveLength(12);
    const some = await json("detect", "--tenant", "acme", "--state", "active,exempt", "--account-type", "service");
    expect(some.document).toMatchObject({ counts: { active: 0, exempt: 1 }, users: [{ external_id: "svc" }] });
    expect(Object.keys(some.document.counts as object)).toEqual(DormancyState.options);
  });

  it("speaks of an earlier instant when asked", async () => {
    const { document } = await json(
      "detect",
      "--tenant",
      "acme",
      "--as-of",
      "2026-02-01T01:00:00+01:00",
      "--state",
      "all",
    );
    expect(document).toMatchObject({ as_of: "2026-02-01T00:00:00.000Z" });
    const { code, stdout } = await dormant("detect", "--tenant", "acme");
    expect([code, stdout]).toEqual([0, expect.stringContaining("gone@example.com")]);
  });

  it.each([
    [["--tenant", "nobody"], 3, /no tenant|not found|unknown/i],
    [["--tenant", "a.b"], 2, /tenant/],
    [["--tenant", "acme", "--inactive-days", "abc"], 2, /whole number/],
    [["--tenant", "acme", "--inactive-days", "0"], 2, /inactive-days/],
    [["--tenant", "acme", "--as-of", "yesterday"], 2, /ISO 8601/],
    [["--tenant", "acme", "--state", "asleep"], 2, /must be among/],
    [["--tenant", "acme", "--account-type", "'; drop table users"], 2, /must be among/],
    [["--tenant", "acme", "--limit", "3"], 2, /unknown option/],
    [["--tenant", "acme", "extra"], 2, /argument/],
    [[], 2, /--tenant/],
  ])("%j is refused with %d and a reason on stderr alone", async (argv, expected, message) => {
    const { code, stdout, stderr } = await dormant("detect", ...argv);
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("token", () => {
  it("prints the token alone, and the server on the same directory accepts it", async () => {
    const { code, stdout, stderr } = await dormant(
      "token",
      "--tenant",
      "acme",
      "--scopes",
      "insights:read",
      "--ttl",
      "90s",
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const list = await fetch(`${url}/profile360/insights/dormant-users`, { headers });
    expect([list.status, (await list.json()) as object]).toMatchObject([200, { total: 3 }]);
    const put = {
      method: "PUT",
      headers: { ...headers, "if-match": "*", "content-type": "application/json" },
      body: "{}",
    };
    expect((await fetch(`${url}/profile360/insights/settings`, put)).status).toBe(403);
  });

  it("of a bad scope, time or tenant is refused", async () => {
    for (const argv of [
      ["--scopes", "everything"],
      ["--ttl", "soon"],
    ]) {
      expect(await dormant("token", "--tenant", "acme", ...argv)).toMatchObject({ code: 2, stdout: "" });
    }
    expect(await dormant("token", "--tenant", "A.B")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("a server on the directory", () => {
  it("lets migrate and doctor work, and a second server be told no", async () => {
    expect(await json("migrate", "--dry-run")).toMatchObject({ code: 0, document: { dry_run: true, failed: 0 } });
    expect(await json("doctor")).toMatchObject({ code: 0, document: { ok: true } });
    const second = await dormant("serve", "--port", "0");
    expect([second.code, second.stdout]).toEqual([69, ""]);
    expect(second.stderr).toMatch(/process \d+ owns the database/);
  });
});

it("ends as usual when nobody reads its answer to the end", async () => {
  const impatient = new Dormant(["detect", "--tenant", "acme", "--state", "all", "--data-dir", join(root, "data")]);
  impatient.child.stdout?.destroy();
  expect(await impatient.ended()).toMatchObject({ code: 0, stderr: expect.not.stringContaining("EPIPE") });
});

describe("help", () => {
  it.each(COMMANDS.map(({ name }) => name))("of %s names every option and exits with 0", async (name) => {
    const { code, stdout, stderr } = await run([...name.split(" "), "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    const command = COMMANDS.find((one) => one.name === name);
    for (const { syntax } of command?.options ?? []) expect(stdout).toContain(syntax);
    expect(stdout).toContain("--json");
  });

  it("of no or an unknown command shows the way", async () => {
    const none = await run([]);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("detect");
    const unknown = await run(["detekt"]);
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
    expect(unknown.stderr).toContain("detect");
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});
