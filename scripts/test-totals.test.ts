import { describe, expect, it } from "vitest";
import { totalsOf } from "./test-totals.ts";

function report(overrides: object = {}): string {
  const whole = {
    success: true,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
  };
  return JSON.stringify({ ...whole, ...overrides });
}

describe("test totals", () => {
  it("are summed over all runs, todo counted with the skipped", () => {
    expect(totalsOf([report(), report({ success: false, numFailedTests: 2 })])).toEqual({
      passed: 10,
      failed: 2,
      skipped: 4,
    });
  });

  it("count a file that could not be loaded as a failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
    ];
    expect(totalsOf([report({ success: false, numFailedTests: 1, testResults })]).failed).toBe(2);
  });

  it("count a run that failed without a failing test, such as an unhandled error", () => {
    expect(totalsOf([report({ success: false })]).failed).toBe(1);
  });

  it.each([
    ["missing", undefined],
    ["cut off", '{"success":tr'],
    ["of another kind", "{}"],
  ])("count a report that is %s as a failure", (_what, text) => {
    expect(totalsOf([text]).failed).toBe(1);
  });
});
