import { randomUUID } from "node:crypto";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createRedisAnswers, type RedisAnswers } from "./redis-answers.ts";

const url = process.env.TEST_REDIS_URL;
const TURNS = 200;
const opened: RedisAnswers[] = [];
afterEach(() => {
  for (const cache of opened.splice(0)) cache.close();
});

function open(at: string, ttlMs?: number) {
  const troubles: string[] = [];
  const cache = createRedisAnswers({
    url: at,
    ...(ttlMs !== undefined && { ttlMs }),
    onTrouble: ({ message }) => troubles.push(message),
  });
  opened.push(cache);
  return { cache, troubles };
}

/** Whatever the cache is asked is answered, as unknown, without waiting for its time limit, on a busy machine too. */
async function expectNoHarm(cache: RedisAnswers): Promise<void> {
  const startedAt = performance.now();
  for (let turn = 0; turn < TURNS; turn += 1) {
    expect(await cache.get("key")).toBeUndefined();
    cache.set("key", "answer");
  }
  expect(performance.now() - startedAt).toBeLessThan(TURNS * 25);
}

describe.skipIf(url === undefined)(
  url === undefined ? "a Redis or Valkey server (skipped: TEST_REDIS_URL is not set)" : "a Redis or Valkey server",
  () => {
    it("remembers an answer for every process, until its time is up", async () => {
      const key = `dormant_users:test:1:${randomUUID()}`;
      const { cache: one } = open(url ?? "", 300);
      const { cache: other } = open(url ?? "");
      await expect
        .poll(async () => {
          one.set(key, "answer");
          return [await one.get(key), await other.get(key)];
        })
        .toEqual(["answer", "answer"]);
      await expect.poll(() => other.get(key), { timeout: 5000 }).toBeUndefined();
    });
  },
);

describe("a cache that is not there", () => {
  it("costs nobody anything where nothing listens, and says so once", async () => {
    const { cache, troubles } = open("redis://127.0.0.1:1");
    await expectNoHarm(cache);
    await expect.poll(() => troubles.length).toBe(1);
  });

  it("costs nobody anything where a server accepts and never answers", async () => {
    const sockets: Socket[] = [];
    const mute = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const { cache } = open(`redis://127.0.0.1:${(mute.address() as { port: number }).port}`);
    await expectNoHarm(cache);
    for (const socket of sockets) socket.destroy();
    mute.close();
  });

  it("costs nobody anything when it dies in use, and is used again when it is back", async () => {
    const memory = new Map<string, string>();
    const sockets = new Set<Socket>();
    // As much of the protocol as the client needs: INFO on connecting, then GET and SET.
    const serve = (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        for (const [command = "", key = "", value = ""] of commandsOf(String(data))) {
          const name = command.toLowerCase();
          const stored = memory.get(key);
          if (name === "set") memory.set(key, value);
          if (name === "get") socket.write(stored === undefined ? "$-1\r\n" : `$${stored.length}\r\n${stored}\r\n`);
          else socket.write(name === "info" ? "$9\r\nloading:0\r\n" : "+OK\r\n");
        }
      });
    };
    const server = createServer(serve);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const { cache } = open(`redis://127.0.0.1:${port}`);
    const works = () =>
      expect
        .poll(
          async () => {
            cache.set("key", "answer");
            return cache.get("key");
          },
          { timeout: 10_000 },
        )
        .toBe("answer");
    await works();
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    await expectNoHarm(cache);
    const again = createServer(serve);
    await new Promise<void>((resolve) => again.listen(port, "127.0.0.1", resolve));
    await works();
    cache.close();
    for (const socket of sockets) socket.destroy();
    again.close();
  });
});

/** The commands in a piece of RESP: arrays of bulk strings, never split here because they are short. */
function commandsOf(text: string): string[][] {
  return text
    .split(/(?=\*\d+\r\n)/)
    .map((part) => part.split("\r\n").filter((line) => line !== "" && !/^[*$]\d+$/.test(line)));
}
