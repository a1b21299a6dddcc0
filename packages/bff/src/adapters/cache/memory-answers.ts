import { LRUCache } from "lru-cache";
import type { AnswerCache } from "../../features/detection/index.ts";

/** Answers are remembered for so long. */
export const ANSWER_TTL_MS = 300_000;

/** Characters kept; the answers used least go first. */
const MAX_CHARACTERS = 32_000_000;

/** Remembers answers in this process alone. */
export function createMemoryAnswers({ ttlMs = ANSWER_TTL_MS }: { readonly ttlMs?: number } = {}): AnswerCache {
  const cache = new LRUCache<string, string>({
    ttl: ttlMs,
    maxSize: MAX_CHARACTERS,
    maxEntrySize: MAX_CHARACTERS / 8,
    sizeCalculation: (answer, key) => answer.length + key.length,
  });
  return {
    get: async (key) => cache.get(key),
    set(key, answer) {
      cache.set(key, answer);
    },
  };
}
