import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does the work while no other process holds the lock file. Its owner touches it while it lives, so that one who was
 * killed, on this machine or in another container, is noticed.
 */
export async function withLock(lock, onWait, work) {
  for (let told = false; !createLock(lock); await sleep(200)) {
    if (isAbandoned(lock)) removeAbandoned(lock);
    else if (!told) {
      onWait();
      told = true;
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  const heartbeat = setInterval(() => touch(lock), 2000);
  await work();
  clearInterval(heartbeat);
  process.off("exit", release);
  release();
}

function createLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch (error) {
    // Somebody cleared the folder; the work under way fails by itself if it needed it.
    if (error.code !== "ENOENT") throw error;
  }
}

function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > 30_000) return true;
    const owner = Number(readFileSync(lock, "utf8"));
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

// Another process may have been faster, and then this is its lock that was moved away: it goes back.
function removeAbandoned(lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (isAbandoned(aside)) rmSync(aside);
    else renameSync(aside, lock);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
