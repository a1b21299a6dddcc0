import { Redis } from "ioredis";
import type { AnswerCache } from "../../features/detection/index.ts";
import { ANSWER_TTL_MS } from "./memory-answers.ts";

export interface RedisAnswersOptions {
  readonly url: string;
  readonly ttlMs?: number;
  /** Told once each time the cache is given up for a while. */
  readonly onTrouble?: (error: Error) => void;
}

/** A healthy cache answers in one; an answer is worked out in ten. */
const COMMAND_TIMEOUT_MS = 100;
/** So long nobody asks a cache that failed. */
const REST_MS = 5000;

/** An {@link AnswerCache} with a connection to close. */
export interface RedisAnswers extends AnswerCache {
  close(): void;
}

/** Remembers answers for every process. A cache that fails is left alone for five seconds: nobody waits for it meanwhile. */
export function createRedisAnswers({ url, ttlMs = ANSWER_TTL_MS, onTrouble }: RedisAnswersOptions): RedisAnswers {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 500,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 200, REST_MS),
  });
  let restsUntil = 0;
  const rest = (error: Error) => {
    const now = performance.now();
    if (now >= restsUntil) onTrouble?.(error);
    restsUntil = now + REST_MS;
  };
  // Without a listener an unreachable server would end the process.
  redis.on("error", rest);
  redis.on("ready", () => {
    restsUntil = 0;
  });
  redis.connect().catch(rest);
  const usable = () => redis.status === "ready" && performance.now() >= restsUntil;
  return {
    async get(key) {
      if (!usable()) return undefined;
      try {
        return (await redis.get(key)) ?? undefined;
      } catch (error) {
        rest(error as Error);
        return undefined;
      }
    },
    set(key, answer) {
      if (usable()) redis.set(key, answer, "PX", ttlMs).catch(rest);
    },
    close: () => redis.disconnect(),
  };
}
