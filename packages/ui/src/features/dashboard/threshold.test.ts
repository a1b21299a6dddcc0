import { buildDormancySummary } from "@dormant-users/shared-types/testing";
import { expect, test } from "vitest";
import { daysAt, flaggedAt, flaggedShare, positionOf, seriousAt, wouldReturnAt } from "./threshold.ts";

const summary = buildDormancySummary();
const bins = summary.histogram;

test("position and days are each other's inverse, on every day to two years", () => {
  for (let days = 1; days <= 730; days += 1) expect(daysAt(positionOf(days, bins), bins)).toBe(days);
});

test("the line never moves back while the days grow, and stays on the axis", () => {
  let before = 0;
  for (const days of [1, 6, 7, 8, 29, 30, 364, 365, 1094, 1095, 2000, 3650]) {
    const position = positionOf(days, bins);
    expect(position).toBeGreaterThanOrEqual(before);
    expect(position).toBeLessThanOrEqual(1);
    before = position;
  }
});

test("a bin is flagged wholly below the line, not at all above it, in part where it cuts through", () => {
  const bin = bins.find(({ from_days }) => from_days === 60);
  if (!bin) throw new Error("the builder has a bin from 60 days");
  expect([30, 60, 75, 90].map((days) => flaggedShare(bin, days))).toEqual([1, 1, 0, 0]);
  expect(flaggedShare(bin, 66)).toBeCloseTo(0.6);
});

test("the server's own count is exact; beyond it, and on an older server, the bins answer", () => {
  expect(flaggedAt(30, summary)).toEqual({ users: summary.flagged_by_days[29]?.flagged, exact: true });
  expect(flaggedAt(730, summary)).toEqual({ users: 2, exact: false });
  expect(flaggedAt(30, { ...summary, flagged_by_days: [] })).toMatchObject({ exact: false });
});

test("who would come back is read between the known thresholds, and unsaid where nothing is known", () => {
  expect(wouldReturnAt(30, summary)).toBe(9);
  expect(wouldReturnAt(45, summary)).toBe(6);
  expect(wouldReturnAt(400, summary)).toBe(1);
  expect(wouldReturnAt(30, { threshold_suggestion: null })).toBeUndefined();
});

test("a longer threshold never flags more of a risk", () => {
  const high = [7, 30, 60, 200, 1095].map((days) => seriousAt(days, summary).high);
  expect(high).toEqual([...high].sort((a, b) => b - a));
});
