import { Redis } from "ioredis";

const TIMEOUT_MS = 2_000;

/** Connects, asks for a sign of life, and goes. @returns milliseconds, the connection included @throws Error where none comes */
export async function pingRedis(url: string): Promise<number> {
  const startedAt = performance.now();
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    retryStrategy: () => null,
  });
  let trouble: Error | undefined;
  redis.on("error", (error) => {
    trouble = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return performance.now() - startedAt;
  } catch (error) {
    // The command only says that the connection is closed; why it is, the event said.
    throw trouble ?? error;
  } finally {
    redis.disconnect();
  }
}
