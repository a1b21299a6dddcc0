import { describe, expect, it } from "vitest";
import type { EmbeddingSearch } from "./embedding-searches.repository.ts";
import { planSearch } from "./plan-search.ts";

const SPACE = { modelId: "m", dimensions: 3 };
const chosen = (search: Partial<EmbeddingSearch>): EmbeddingSearch => ({
  ...SPACE,
  method: "hnsw",
  breadth: 40,
  pinned: false,
  vectors: 10_000,
  recall: 1,
  ...search,
});
const plan = (vectors: number, search?: Partial<EmbeddingSearch>, written = 0) =>
  planSearch({ ...SPACE, vectors, written, search: search && chosen(search) });

describe("what to do about a search", () => {
  it("is nothing while there are few vectors, and an index from 5,000 on", () => {
    expect(plan(4_999)).toBe("keep");
    expect(plan(5_000)).toBe("build");
  });

  it("is another look once more than a fifth was written or has gone, and a new build where lists were drawn", () => {
    expect(plan(10_000, {}, 2_000)).toBe("keep");
    expect(plan(10_000, {}, 2_001)).toBe("measure");
    expect(plan(7_999, {})).toBe("measure");
    expect(plan(9_000, {}, 1_001)).toBe("measure");
    expect(plan(10_000, { method: "ivfflat" }, 2_001)).toBe("build");
  });

  it("is to do without an index when most vectors are gone", () => {
    expect(plan(2_500, {})).toBe("measure");
    expect(plan(2_499, {})).toBe("drop");
  });

  it("is to try an index that found too few again only with twice as many vectors", () => {
    const tried = { method: "exact", breadth: null, recall: 0.9 } as const;
    expect(plan(19_999, tried)).toBe("keep");
    expect(plan(20_000, tried)).toBe("build");
    expect(plan(5_000, { ...tried, recall: null, vectors: 100 })).toBe("build");
  });

  it("never undoes what an operator chose", () => {
    expect(plan(100_000, { method: "exact", breadth: null, recall: null, pinned: true })).toBe("keep");
    expect(plan(100, { method: "ivfflat", pinned: true, vectors: 100 })).toBe("keep");
    expect(plan(100, { method: "ivfflat", pinned: true, vectors: 200 })).toBe("build");
  });
});
