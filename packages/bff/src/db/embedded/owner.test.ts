import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Claimant, startClaimant } from "../../../test/harness/claimant.ts";
import { tryLockDirectory } from "./directory-lock.ts";
import { type CommandHandler, startOwnerChannel } from "./owner-channel.ts";
import { sendToOwner } from "./owner-client.ts";
import { OwnerLostError, OwnerProtocolError, OwnerUnreachableError } from "./owner-errors.ts";
import { readOwner } from "./owner-file.ts";

const request = { command: "detect", argv: ["--tenant", "acme"], cwd: "/somewhere" };

let directory: string;
const claimants: Claimant[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "dormant-owner-"));
});

afterEach(async () => {
  await Promise.all(claimants.splice(0).map((claimed) => claimed.kill()));
  await rm(directory, { recursive: true, force: true });
});

async function claimant(): Promise<Claimant> {
  const claimed = await startClaimant(directory);
  claimants.push(claimed);
  return claimed;
}

describe("the owner of a data directory", () => {
  it("of several processes that come at once exactly one wins", async () => {
    const claims = await Promise.all([claimant(), claimant(), claimant()]);
    expect(claims.map(({ verdict }) => verdict).sort()).toEqual(["owned", "refused", "refused"]);
  });

  it("loses it when it is killed, whatever files it leaves behind", async () => {
    const owner = await claimant();
    expect(owner.verdict).toBe("owned");
    expect(tryLockDirectory(directory)).toBeUndefined();
    await owner.kill();
    const lock = tryLockDirectory(directory);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it("cannot be owned twice within one process either", () => {
    const lock = tryLockDirectory(directory);
    expect(tryLockDirectory(directory)).toBeUndefined();
    lock?.release();
    const again = tryLockDirectory(directory);
    expect(again).toBeDefined();
    again?.release();
  });
});

describe("the owner's channel", () => {
  async function withChannel(handler: CommandHandler, test: () => Promise<void>): Promise<void> {
    const channel = await startOwnerChannel(directory, handler);
    try {
      await test();
    } finally {
      await channel.close();
    }
  }

  it("runs the command and passes on its output, as it comes, and its exit code", async () => {
    const heard: string[] = [];
    const handler: CommandHandler = async (received, output) => {
      expect(received).toEqual(request);
      await output.stdout("Zoë\n");
      await output.stderr("careful\n");
      await output.progress({ done: 0.5 });
      return 3;
    };
    await withChannel(handler, async () => {
      const exitCode = await sendToOwner(directory, request, {
        onStdout: (text) => heard.push(`out ${text}`),
        onStderr: (text) => heard.push(`err ${text}`),
        onProgress: (value) => heard.push(JSON.stringify(value)),
      });
      expect(exitCode).toBe(3);
    });
    expect(heard).toEqual(["out Zoë\n", "err careful\n", '{"done":0.5}']);
  });

  it("carries output of megabytes whole", async () => {
    const chunk = "x".repeat(100_000);
    let received = 0;
    const handler: CommandHandler = async (_, output) => {
      for (let i = 0; i < 100; i += 1) await output.stdout(chunk);
      return 0;
    };
    await withChannel(handler, async () => {
      await sendToOwner(directory, request, { onStdout: (text) => (received += text.length) });
    });
    expect(received).toBe(10_000_000);
  });

  it("aborts the command when its caller goes", async () => {
    const ended = Promise.withResolvers<void>();
    const caller = new AbortController();
    const handler: CommandHandler = async (_, output) => {
      caller.abort(new Error("Ctrl-C"));
      await once(output.signal, "abort");
      ended.resolve();
      return 130;
    };
    await withChannel(handler, async () => {
      await expect(sendToOwner(directory, request, { signal: caller.signal })).rejects.toThrow("Ctrl-C");
      await ended.promise;
    });
  });

  it("aborts running commands when it closes, and waits for them", async () => {
    const handler: CommandHandler = async (_, output) => {
      setImmediate(() => closing.resolve(channel.close()));
      await once(output.signal, "abort");
      return 130;
    };
    const closing = Promise.withResolvers<void>();
    const channel = await startOwnerChannel(directory, handler);
    expect(await sendToOwner(directory, request)).toBe(130);
    await closing.promise;
    await expect(sendToOwner(directory, request)).rejects.toBeInstanceOf(OwnerUnreachableError);
  });

  it("a command that throws ends with code 70 and tells its caller nothing of the reason", async () => {
    const reported: unknown[] = [];
    const heard: string[] = [];
    const fail: CommandHandler = async () => {
      throw new Error("secret reason");
    };
    const channel = await startOwnerChannel(directory, fail, (error) => reported.push(error));
    const exitCode = await sendToOwner(directory, request, { onStderr: (text) => heard.push(text) });
    await channel.close();
    expect(exitCode).toBe(70);
    expect(heard.join("")).not.toContain("secret");
    expect(String(reported[0])).toContain("secret reason");
  });

  it("says so when the owner dies while the command runs", async () => {
    const owner = await claimant();
    expect(await owner.nextLine()).toBe("listening");
    const sent = sendToOwner(directory, request, { onStdout: () => void owner.kill() });
    await expect(sent).rejects.toBeInstanceOf(OwnerLostError);
  });

  it("refuses whoever does not have its token", async () => {
    await withChannel(
      async () => 0,
      async () => {
        const owner = await readOwner(directory);
        const url = `http://127.0.0.1:${owner?.channel?.port}/command`;
        const body = JSON.stringify({ protocol: 1, request });
        for (const authorization of [undefined, "Bearer ", `Bearer ${"A".repeat(43)}`]) {
          const headers = authorization === undefined ? {} : { authorization };
          const response = await fetch(url, { method: "POST", body, headers });
          expect(response.status).toBe(401);
        }
      },
    );
  });

  it("keeps its token from other users of the machine", async () => {
    await withChannel(
      async () => 0,
      async () => expect((await stat(join(directory, "owner.json"))).mode & 0o777).toBe(0o600),
    );
  });

  it("another release is told to be another release", async () => {
    await withChannel(
      async () => 0,
      async () => {
        const path = join(directory, "owner.json");
        const record = JSON.parse(await readFile(path, "utf8"));
        await writeFile(path, JSON.stringify({ ...record, protocol: 2 }));
        await expect(sendToOwner(directory, request)).rejects.toBeInstanceOf(OwnerProtocolError);
        const response = await fetch(`http://127.0.0.1:${record.channel.port}/command`, {
          method: "POST",
          headers: { authorization: `Bearer ${record.channel.token}` },
          body: JSON.stringify({ protocol: 2, request }),
        });
        expect(response.status).toBe(426);
      },
    );
  });

  it.each(["not json", "{}", JSON.stringify({ protocol: 1, request: { command: 1 } })])(
    "refuses a request it cannot read: %s",
    async (body) => {
      await withChannel(
        async () => 0,
        async () => {
          const owner = await readOwner(directory);
          const response = await fetch(`http://127.0.0.1:${owner?.channel?.port}/command`, {
            method: "POST",
            headers: { authorization: `Bearer ${owner?.channel?.token}` },
            body,
          });
          expect(response.status).toBe(400);
        },
      );
    },
  );

  it("nobody there: the command has not begun", async () => {
    await expect(sendToOwner(directory, request)).rejects.toBeInstanceOf(OwnerUnreachableError);
  });
});
