import { describe, expect, it } from "vitest";
import { typicalGap } from "./typical-gap.ts";

const every = (gap: number, times: number, from = 1000) => Array.from({ length: times }, (_, i) => from + i * gap);

describe("typical gap", () => {
  it("is the week of one who comes every week", () => {
    expect(typicalGap(every(7, 20))).toEqual({ lowDays: 7, highDays: 7 });
  });

  it("is the quarter, not the day, of an auditor who works four days running each quarter", () => {
    const days = every(91, 8).flatMap((start) => [start, start + 1, start + 2, start + 3]);
    expect(typicalGap(days)).toEqual({ lowDays: 88, highDays: 88 });
  });

  it("is not stretched by one long leave", () => {
    expect(typicalGap([...every(7, 20), ...every(7, 20, 2000)])).toEqual({ lowDays: 7, highDays: 7 });
  });

  it("spans the middle of uneven gaps", () => {
    expect(typicalGap([0, 5, 14, 20, 29, 36, 45])).toEqual({ lowDays: 6, highDays: 9 });
  });

  it("is unknown below three gaps, for days in any order", () => {
    expect(typicalGap([])).toBeUndefined();
    expect(typicalGap([30, 10, 20, 20])).toBeUndefined();
    expect(typicalGap([40, 10, 30, 20, 20])).toEqual({ lowDays: 10, highDays: 10 });
  });
});
