import { describe, expect, it } from "vitest";
import { failuresOf, totalsOf, unsteadyOf } from "./test-totals.ts";

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

describe("what failed", () => {
  it("is named with its file, and with the beginning of what it said, without colours", () => {
    const failureMessages = [`\u001b[31mexpected 1\u001b[39m\n${"at somewhere\n".repeat(40)}`];
    const testResults = [
      {
        name: "/project/a.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "a holds" },
          { status: "failed", fullName: "a breaks", failureMessages },
        ],
      },
      { name: "/project/b.test.ts", status: "failed", message: "cannot be loaded", assertionResults: [] },
      { name: "/project/c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "c holds" }] },
    ];
    const [broken, unloaded, ...others] = failuresOf([report({ success: false, testResults })], "/project");
    expect(broken).toMatch(/^a\.test\.ts › a breaks\n {4}expected 1\n {4}at somewhere\n/);
    expect(broken?.split("\n").length).toBeLessThan(20);
    expect(unloaded).toBe("b.test.ts\n    cannot be loaded");
    expect(others).toEqual([]);
  });

  it("is told apart from what passed only when it was asked again", () => {
    const assertionResults = [
      { status: "passed", fullName: "holds", failureMessages: [] },
      { status: "passed", fullName: "holds at times", failureMessages: ["timed out"] },
    ];
    const texts = [report({ testResults: [{ name: "/project/a.test.ts", status: "passed", assertionResults }] })];
    expect(unsteadyOf(texts, "/project")).toEqual(["a.test.ts › holds at times\n    timed out"]);
    expect(failuresOf(texts, "/project")).toEqual([]);
  });

  it("is said of a report that is missing, too", () => {
    expect(failuresOf([undefined], "/project")).toHaveLength(1);
  });
});
