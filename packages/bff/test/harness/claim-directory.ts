// Run as a process of its own: tries to own the directory it is given, says how that went, and as its owner takes
// commands that never end (none when told to be silent).
import { once } from "node:events";
import { tryLockDirectory } from "../../src/db/embedded/directory-lock.ts";
import { startOwnerChannel } from "../../src/db/embedded/owner-channel.ts";
import { writeOwner } from "../../src/db/embedded/owner-file.ts";

const [, , directory = "", mode] = process.argv;
const lock = tryLockDirectory(directory);
if (lock !== undefined && mode === "silent") await writeOwner(directory, null);
process.stdout.write(lock === undefined ? "refused\n" : "owned\n");
if (lock !== undefined && mode !== "silent") {
  await startOwnerChannel(directory, async (_, output) => {
    await output.stdout("begun\n");
    await once(output.signal, "abort");
    return 130;
  });
  process.stdout.write("listening\n");
}
process.stdin.resume();
await once(process.stdin, "end");
process.exit(0);
