import type { Config } from "../config/config.ts";
import type { Secret } from "../config/secret.ts";
import { openObjects } from "./open-objects.ts";

/** Milliseconds that the cache takes to answer. @throws Error where it does not */
export async function probeCache(url: Secret): Promise<number> {
  const { pingRedis } = await import("../adapters/cache/ping-redis.ts");
  return pingRedis(url.reveal());
}

/** Milliseconds that the bucket takes to list its first object. @throws {ObjectStoreError} where it does not */
export async function probeBucket(bucket: string, config: Pick<Config, "s3">): Promise<number> {
  const startedAt = performance.now();
  const { store, close } = await openObjects(`s3://${bucket}/`, config);
  try {
    for await (const _first of store.list("")) break;
    return performance.now() - startedAt;
  } finally {
    close();
  }
}
