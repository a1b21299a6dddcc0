import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RemoteVersion } from "@dormant-users/shared-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StaticServer, serveStatic } from "../../../scripts/serve-static.ts";
import { smokeRemote } from "../../../scripts/smoke-remote.ts";
import { REMOTE_CONTRACT_VERSION } from "../src/remote/contract.ts";

const BUILT = join(import.meta.dirname, "../dist");
/** What hosts' documentation names. */
const ENTRIES = {
  remote: ["mf-manifest.json", "remoteEntry.js"],
  standalone: ["mf-manifest.json", "remoteEntry.js", "varRemoteEntry.js"],
} as const;

let folder: string;
let server: StaticServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "remote-"));
  for (const [container, entries] of Object.entries(ENTRIES)) {
    for (const file of [...entries, "version.json"])
      cpSync(join(BUILT, container, file), join(folder, container, file));
  }
  server = await serveStatic({ root: folder });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

async function smoke() {
  const lines: string[] = [];
  const wrong = await smokeRemote({ remoteUrl: server.origin, say: (line) => lines.push(line) });
  return { wrong, said: lines.join("\n") };
}

test.each(Object.entries(ENTRIES))(
  "%s says its version, and has an entry for each file a host may name",
  (name, entries) => {
    const version = RemoteVersion.parse(JSON.parse(readFileSync(join(folder, name, "version.json"), "utf8")));
    expect(version.contract_version).toBe(REMOTE_CONTRACT_VERSION);
    expect(Object.keys(version.entries)).toEqual(entries);
  },
);

test("an operator is told which build is served, each entry being of it", async () => {
  const { wrong, said } = await smoke();
  expect(said).not.toContain("WRONG");
  expect(wrong).toBe(0);
  for (const container of Object.keys(ENTRIES)) {
    const { name, version, build } = RemoteVersion.parse(
      JSON.parse(readFileSync(join(folder, container, "version.json"), "utf8")),
    );
    expect(said).toContain(`${name} ${version}, build ${build}, contract version ${REMOTE_CONTRACT_VERSION}`);
  }
});

test("an entry of another build, and a container without a version, are called wrong", async () => {
  const entry = join(folder, "remote/remoteEntry.js");
  writeFileSync(entry, `${readFileSync(entry, "utf8")}\n`);
  rmSync(join(folder, "standalone/version.json"));
  const { wrong, said } = await smoke();
  expect(wrong).toBe(2);
  expect(said).toMatch(/^WRONG {2}remote: remoteEntry\.js .*is of another build$/m);
  expect(said).toMatch(/^WRONG {2}standalone: its version .*answered 404 instead of 200$/m);
});
