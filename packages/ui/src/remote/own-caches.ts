import type { EmotionCache } from "@emotion/cache";

/**
 * The caches made for a direction that the cache around us does not serve, by that cache. They live as long as it does:
 * one made anew by each mounting would leave its styles in the page each time.
 */
export const ownCaches = new WeakMap<EmotionCache, Map<"ltr" | "rtl", EmotionCache>>();

/** Takes out of the page whatever was written beside this cache. */
export function flushOwnCaches(outer: EmotionCache): void {
  for (const own of ownCaches.get(outer)?.values() ?? []) own.sheet.flush();
}
