import { createMemoryAnswers } from "../adapters/cache/memory-answers.ts";
import type { Config } from "../config/config.ts";
import type { AnswerCache } from "../features/detection/index.ts";
import { cacheUnusable } from "../observability/events/platform-trouble.ts";
import type { Logger } from "../observability/logger.ts";

interface ChosenAnswers {
  readonly answers: AnswerCache;
  close(): void;
}

/** The configured Redis or Valkey, else this process's own memory. */
export async function chooseAnswers({ redisUrl }: Config, logger: Logger): Promise<ChosenAnswers> {
  if (redisUrl === undefined) return { answers: createMemoryAnswers(), close: () => undefined };
  // Loaded where it is used: a start without Redis does not pay for its client.
  const { createRedisAnswers } = await import("../adapters/cache/redis-answers.ts");
  const answers = createRedisAnswers({
    url: redisUrl.reveal(),
    onTrouble: ({ message }) => cacheUnusable(logger, message),
  });
  return { answers, close: () => answers.close() };
}
