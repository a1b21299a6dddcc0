import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "./install-lock.mjs";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "install-lock-"));
  lock = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unexpectedWait = () => expect.unreachable("there is nobody to wait for");

async function isTakenOver() {
  let worked = false;
  await withLock(lock, unexpectedWait, async () => {
    worked = true;
  });
  expect(existsSync(lock)).toBe(false);
  return worked;
}

it("of several processes that start at once, one works at a time, also where a dead owner left its lock", async () => {
  writeFileSync(lock, String(spawnSync(process.execPath, ["-e", ""]).pid));
  const log = join(folder, "log");
  const script = `
    import { appendFileSync } from "node:fs";
    import { withLock } from ${JSON.stringify(join(import.meta.dirname, "install-lock.mjs"))};
    const say = (text) => appendFileSync(${JSON.stringify(log)}, text + "\\n");
    await withLock(${JSON.stringify(lock)}, () => {}, async () => {
      say("begin");
      await new Promise((resolve) => setTimeout(resolve, 50));
      say("end");
    });`;
  const processes = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }),
  );
  await Promise.all(processes.map((child) => once(child, "exit")));
  expect(readFileSync(log, "utf8")).toBe("begin\nend\n".repeat(6));
});

it("the lock of a process that is gone is taken over", async () => {
  writeFileSync(lock, String(spawnSync(process.execPath, ["-e", ""]).pid));
  expect(await isTakenOver()).toBe(true);
});

it("a lock that nobody touches any more is taken over, though its number is somebody else's process now", async () => {
  writeFileSync(lock, String(process.pid));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  expect(await isTakenOver()).toBe(true);
});

it("a lock that is held is waited for, and the one who waits is told once", async () => {
  writeFileSync(lock, String(process.pid));
  let told = 0;
  await withLock(
    lock,
    () => {
      told++;
      rmSync(lock);
    },
    async () => {},
  );
  expect(told).toBe(1);
});
