import { expect, test } from "vitest";
import { readDecision } from "./read-decision.ts";

const NOW = Date.parse("2026-11-22T06:00:00Z");
const fields = { reason: "", until: "", assignee: "" };

test("an exemption needs a reason; a date is free", () => {
  expect(readDecision("exempt", fields, NOW).faults.reason).toBe(true);
  expect(readDecision("exempt", { ...fields, reason: "  Parental leave " }, NOW).draft).toEqual({
    kind: "exempt",
    reason: "Parental leave",
    until: null,
  });
});

test("a snooze needs a day to come", () => {
  expect(readDecision("snooze", fields, NOW).faults.until).toBe(true);
  expect(readDecision("snooze", { ...fields, until: "2026-11-21" }, NOW).faults.until).toBe(true);
  expect(readDecision("snooze", { ...fields, until: "2026-11-31x" }, NOW).faults.until).toBe(true);
  expect(readDecision("snooze", { ...fields, until: "2026-12-24" }, NOW).draft).toEqual({
    kind: "snooze",
    until: "2026-12-24T12:00:00.000Z",
  });
});

test("a reassignment needs somebody; a short reason is refused, none is fine", () => {
  expect(readDecision("reassign", fields, NOW).faults.assignee).toBe(true);
  expect(readDecision("keep", { ...fields, reason: "ok" }, NOW).faults.reason).toBe(true);
  expect(readDecision("keep", fields, NOW).draft).toEqual({ kind: "keep" });
});
