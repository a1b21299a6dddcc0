import createCache, { type EmotionCache } from "@emotion/cache";
import { CacheProvider, __unsafe_useEmotionCache as useEmotionCache } from "@emotion/react";
import mirror from "@mui/stylis-plugin-rtl";
import type { ReactNode } from "react";
import { prefixer } from "stylis";
import { ownCaches } from "./own-caches.ts";

export interface OwnStylesProps {
  readonly direction: "ltr" | "rtl";
  readonly children: ReactNode;
}

/**
 * Writes the styles below it for one direction, whatever the host's cache does: a host's cache that does not mirror
 * leaves MUI's physical margins as they are, and one that does would mirror a left-to-right page. Loaded when needed.
 */
export function OwnStyles({ direction, children }: OwnStylesProps) {
  const outer = useEmotionCache();
  if (!outer) return children;
  return <CacheProvider value={ownCacheOf(outer, direction)}>{children}</CacheProvider>;
}

function ownCacheOf(outer: EmotionCache, direction: OwnStylesProps["direction"]): EmotionCache {
  const known = ownCaches.get(outer) ?? new Map<OwnStylesProps["direction"], EmotionCache>();
  ownCaches.set(outer, known);
  const own = known.get(direction) ?? createOwnCache(outer, direction);
  known.set(direction, own);
  return own;
}

/** Beside the cache around us: in the same document or shadow root, under the same content security policy. */
function createOwnCache({ sheet }: EmotionCache, direction: OwnStylesProps["direction"]): EmotionCache {
  return createCache({
    key: `dormant-${direction}`,
    container: sheet.container,
    ...(sheet.nonce ? { nonce: sheet.nonce } : {}),
    ...(direction === "rtl" ? { stylisPlugins: [prefixer, mirror] } : {}),
  });
}
