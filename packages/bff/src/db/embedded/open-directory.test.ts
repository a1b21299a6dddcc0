import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TenantId } from "@dormant-users/shared-types";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Claimant, startClaimant } from "../../../test/harness/claimant.ts";
import { type Database, databaseOver } from "../database.ts";
import { defineQuery } from "../query.ts";
import { DataDirectoryError, ENGINE_MAJOR } from "./data-directory.ts";
import { openDirectory } from "./open-directory.ts";
import { openOrDelegate } from "./open-or-delegate.ts";
import { startOwnerChannel } from "./owner-channel.ts";
import { DirectoryOwnedError } from "./owner-errors.ts";

const acme = TenantId.parse("acme");
const request = { command: "detect", argv: [], cwd: "/" };
const putSetting = defineQuery({
  name: "test.put_setting",
  text: (schema) => `insert into ${schema}.tenant_settings (key, value, updated_by) values ($1, '1', 'test')`,
  params: (key: string) => [key],
});
const listSettings = defineQuery({
  name: "test.list_settings",
  text: (schema) => `select key from ${schema}.tenant_settings order by key`,
  row: (row: { key: string }) => row.key,
});

let directory: string;
let claimant: Claimant | undefined;
const progress: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "dormant-data-"));
  // What an interrupted creation leaves behind.
  await mkdir(join(directory, "pgdata.creating", "base"), { recursive: true });
  const database = await open((message) => progress.push(message));
  await database.admin.createTenant(acme);
  await database.withTenant(acme, (tx) => tx.execute(putSetting, "first"));
  await database.close();
});

afterEach(async () => {
  await claimant?.kill();
  claimant = undefined;
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function open(onProgress: (message: string) => void = () => {}, waitMs = 0): Promise<Database> {
  return databaseOver(await openDirectory(directory, { onProgress, waitMs }));
}

describe("an embedded database in a directory", () => {
  it("is made once, over the remains of an interrupted creation, and says that it takes a while", async () => {
    expect(progress.join()).toContain("creating an embedded database");
    expect(await readdir(directory)).toEqual(["owner.lock.db", "pgdata"]);
  });

  it("keeps what was committed from one process's life to the next", async () => {
    const database = await open();
    expect(await database.read(acme, listSettings)).toEqual(["first"]);
    await database.close();
  });

  it("is of the engine's own major version", async () => {
    const connections = await openDirectory(directory);
    const lease = await connections.admin();
    const { rows } = await lease.client.query("select current_setting('server_version_num')::int / 10000 as major");
    lease.giveBack();
    await connections.close();
    expect(String(rows[0].major).split(".")[0]).toBe(ENGINE_MAJOR);
  });

  it.each(["17", "19"])("of PostgreSQL %s is refused with what to do, and left as it is", async (version) => {
    const other = await mkdtemp(join(tmpdir(), "dormant-data-"));
    await mkdir(join(other, "pgdata"));
    await writeFile(join(other, "pgdata", "PG_VERSION"), `${version}\n`);
    const refused = openDirectory(other);
    await expect(refused).rejects.toBeInstanceOf(DataDirectoryError);
    await expect(refused).rejects.toThrow(/(newer|older) release/);
    expect(await readdir(join(other, "pgdata"))).toEqual(["PG_VERSION"]);
    await rm(other, { recursive: true });
  });

  it("that cannot be one is refused with what to do: a file in its place, an engine that does not start", async () => {
    const file = join(directory, "owner.lock.db");
    await expect(openDirectory(file)).rejects.toThrow(/cannot keep a database in .*name another directory/);
    const broken = await mkdtemp(join(tmpdir(), "dormant-data-"));
    await mkdir(join(broken, "pgdata"));
    await writeFile(join(broken, "pgdata", "PG_VERSION"), `${ENGINE_MAJOR}\n`);
    await expect(openDirectory(broken)).rejects.toThrow(/cannot be opened: restore it/);
    expect(await readdir(broken)).not.toContain("owner.json");
    await rm(broken, { recursive: true });
  });

  it("owned by a process that takes no commands is waited for, then refused with its number", async () => {
    claimant = await startClaimant(directory, "silent");
    const heard: string[] = [];
    const refused = open((message) => heard.push(message), 250);
    await expect(refused).rejects.toMatchObject({ takesCommands: false, pid: claimant.process.pid });
    await expect(refused).rejects.toThrow(/try again when it has finished/);
    expect(heard).toEqual([`waiting for process ${claimant.process.pid} to finish with ${directory}`]);
  });

  it("is opened as soon as the process that had it ends", async () => {
    const holder = await startClaimant(directory, "silent");
    const database = await open(() => void holder.kill(), 10_000);
    expect(await database.read(acme, listSettings)).toEqual(["first"]);
    await database.close();
  });

  it("owned by a process that takes commands is refused at once", async () => {
    claimant = await startClaimant(directory);
    expect(await claimant.nextLine()).toBe("listening");
    await expect(open(undefined, 60_000)).rejects.toMatchObject({
      name: DirectoryOwnedError.name,
      takesCommands: true,
    });
  });

  it("a command opens it when it is free, and has its owner do the work when it is not", async () => {
    const opened = await openOrDelegate(directory, request);
    if (!("database" in opened)) throw new Error("nobody owned the directory");
    const channel = await startOwnerChannel(directory, async (_, output) => {
      for (const key of await opened.database.read(acme, listSettings)) await output.stdout(key);
      return 4;
    });
    const heard: string[] = [];
    const delegated = await openOrDelegate(directory, request, { onStdout: (text) => heard.push(text) });
    await channel.close();
    await opened.database.close();
    expect(delegated).toEqual({ exitCode: 4 });
    expect(heard).toEqual(["first"]);
  });
});
