import type { EmbeddingStock } from "./embedding-searches.repository.ts";

/** Below this many vectors of a model an exact search takes milliseconds, and finds everything (ADR 0050). */
const INDEX_FROM_VECTORS = 5_000;
/** What was measured holds until so much of it has been written or has gone. */
const CHANGED_SHARE = 0.2;

/**
 * `keep`: as it is; `measure`: the index is there, and may need more breadth or another build; `build`: none is there, or
 * one that does not follow its vectors; `drop`: too few for one.
 */
export type SearchPlan = "keep" | "measure" | "build" | "drop";

/** What to do about the search among the vectors of one model. */
export function planSearch({ vectors, written, search }: EmbeddingStock, fromVectors = INDEX_FROM_VECTORS): SearchPlan {
  if (search?.pinned === true && search.method === "exact") return "keep";
  const isEnough = search?.pinned === true || vectors >= fromVectors;
  if (search === undefined) return isEnough ? "build" : "keep";
  if (search.method === "exact") {
    // An index was tried and found wanting: tried again when there is twice as much to win.
    const tried = search.recall !== null;
    return isEnough && (!tried || vectors >= 2 * search.vectors) ? "build" : "keep";
  }
  if (!isEnough && vectors < fromVectors / 2) return "drop";
  const changed = written + Math.max(0, search.vectors - vectors);
  if (changed <= CHANGED_SHARE * search.vectors) return "keep";
  // Lists are drawn once, around the vectors of that day.
  return search.method === "ivfflat" ? "build" : "measure";
}
