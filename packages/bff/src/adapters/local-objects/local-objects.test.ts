import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collected } from "../../../test/ingestion/objects.ts";
import { openLocalObjects } from "./local-objects.ts";

let folder: string;

function put(path: string, content = "[]"): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function keysOf(path: string): Promise<string[]> {
  return (await collected((await openLocalObjects(path)).objects())).map(({ key }) => key);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dormant-local-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("keys", () => {
  test("of a folder are paths below it", async () => {
    put("b/users/2.json");
    put("a.json");
    expect(await keysOf(folder)).toEqual(["a.json", "b/users/2.json"]);
  });

  test("do not follow the bucket's layout where only a folder's name is like a tenant's", async () => {
    const file = put("tenant_tools/exports/okta.json");
    expect(await keysOf(file)).toEqual(["okta.json"]);
    expect(await keysOf(join(folder, "tenant_tools/exports"))).toEqual(["okta.json"]);
  });

  test("of a single file is its name", async () => {
    put("other.json");
    expect(await keysOf(put("export.json"))).toEqual(["export.json"]);
  });

  test("inside a tenant's folder are those of the bucket, wherever one starts", async () => {
    const file = put("copy/tenant_acme/okta/users/1.json");
    put("copy/tenant_acme/manifest.json");
    put("copy/tenant_other/users/9.json");
    const okta = ["tenant_acme/okta/users/1.json"];
    expect(await keysOf(file)).toEqual(okta);
    expect(await keysOf(dirname(file))).toEqual(okta);
    expect(await keysOf(join(folder, "copy/tenant_acme"))).toEqual(["tenant_acme/manifest.json", ...okta]);
    const { store } = await openLocalObjects(file);
    expect((await store.describe("tenant_acme/manifest.json")).size).toBe(2);
  });

  test("list gives what begins with the prefix", async () => {
    for (const path of ["x/1.json", "x/12.json", "y/1.json"]) put(path);
    const { store } = await openLocalObjects(folder);
    const keys = async (prefix: string) => (await collected(store.list(prefix))).map(({ key }) => key);
    expect(await keys("x/1")).toEqual(["x/1.json", "x/12.json"]);
    expect(await keys("nowhere/")).toEqual([]);
    await expect(keys("../")).rejects.toMatchObject({ fault: "denied" });
  });
});

describe("nothing outside the folder is read", () => {
  test.each(["../secret.json", "/etc/passwd", "a/../../secret.json", "a//b", "", ".", "a\0b"])(
    "key %j",
    async (key) => {
      const { store } = await openLocalObjects(join(put("in/a.json"), ".."));
      put("secret.json");
      await expect(collected(store.open({ key }))).rejects.toMatchObject({ name: "ObjectStoreError", fault: "denied" });
      await expect(store.describe(key)).rejects.toMatchObject({ fault: "denied" });
    },
  );

  test("a link that leads out is refused, one that stays is followed", async () => {
    const secret = put("secret.json");
    put("in/real/a.json", "[1]");
    symlinkSync("real/a.json", join(folder, "in/link.json"));
    expect(await keysOf(join(folder, "in"))).toEqual(["link.json", "real/a.json"]);
    symlinkSync(secret, join(folder, "in/out.json"));
    await expect(keysOf(join(folder, "in"))).rejects.toMatchObject({ fault: "denied" });
    const { store } = await openLocalObjects(join(folder, "in"));
    await expect(collected(store.open({ key: "out.json" }))).rejects.toMatchObject({ fault: "denied" });
  });

  test("a link from one tenant's folder into another's is refused", async () => {
    const foreign = put("tenant_other/users/9.json");
    put("tenant_acme/users/1.json");
    symlinkSync(foreign, join(folder, "tenant_acme/users/2.json"));
    await expect(keysOf(join(folder, "tenant_acme"))).rejects.toMatchObject({ fault: "denied" });
  });

  test("a folder linked into itself is listed once", async () => {
    put("a/1.json");
    symlinkSync("..", join(folder, "a/up"));
    expect(await keysOf(folder)).toEqual(["a/1.json"]);
  });
});

describe("faults say what to do", () => {
  test("a path that is not there, or no file", async () => {
    await expect(openLocalObjects(join(folder, "no.json"))).rejects.toMatchObject({ fault: "not_found" });
    await expect(openLocalObjects("/dev/null")).rejects.toMatchObject({ fault: "denied" });
    const socket = createServer().listen(join(folder, "socket.json"));
    await once(socket, "listening");
    expect(await keysOf(folder)).toEqual([]);
    socket.close();
  });

  test("a file replaced since it was listed", async () => {
    const file = put("a.json", "[1]");
    const { store, objects } = await openLocalObjects(file);
    const [listed] = await collected(objects());
    if (listed === undefined) throw new Error("nothing listed");
    expect(Buffer.concat((await collected(store.open(listed))).map(Buffer.from)).toString()).toBe("[1]");
    appendFileSync(file, " ");
    await expect(collected(store.open(listed))).rejects.toMatchObject({ fault: "changed" });
  });

  test("a signal stops listing and reading with its own reason", async () => {
    const { store, objects } = await openLocalObjects(put("a.json"));
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(collected(objects({ signal }))).rejects.toBe(reason);
    await expect(collected(store.list("", { signal }))).rejects.toBe(reason);
    await expect(collected(store.open({ key: "a.json" }, { signal }))).rejects.toBe(reason);
  });
});

test("an object is told by its time, size and version", async () => {
  const file = put("a.json", "[1,2]");
  utimesSync(file, 1_790_000_000, 1_790_000_000);
  const [object] = await collected((await openLocalObjects(file)).objects());
  expect(object).toMatchObject({ size: 5, lastModifiedAt: new Date(1_790_000_000_000) });
  expect(object?.version).not.toBe("");
});
