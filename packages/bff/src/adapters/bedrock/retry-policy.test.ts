import { describe, expect, it } from "vitest";
import type { FaultReason } from "./bedrock-fault.ts";
import { findRetryDelayMs } from "./retry-policy.ts";

const almostOne = () => 1 - Number.EPSILON;

describe("the wait before another attempt", () => {
  it("doubles its ceiling each time, up to 20 s, and lies anywhere beneath it", () => {
    const ceilings = [0, 1, 2, 3, 4, 5, 9].map((earlier) => findRetryDelayMs("throttled", earlier, almostOne));
    expect(ceilings.map((ms) => Math.round(ms ?? 0))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    expect(findRetryDelayMs("throttled", 3, () => 0)).toBe(0);
    expect(findRetryDelayMs("throttled", 3, () => 0.25)).toBe(2_000);
  });

  it("is short for what passes by itself", () => {
    expect(findRetryDelayMs("service_error", 0, almostOne)).toBeCloseTo(50);
    expect(findRetryDelayMs("unreachable", 2, almostOne)).toBeCloseTo(200);
  });

  it("is never less than the service asks for", () => {
    expect(findRetryDelayMs("throttled", 0, () => 0.5, 3_000)).toBe(3_000);
    expect(findRetryDelayMs("throttled", 0, () => 0.5, 10)).toBe(500);
  });

  it.each(["model_timeout", "model_error", "attempt_timeout", "broken_answer", "empty_answer"] as const)(
    "there is one for %s, and no second",
    (reason) => {
      expect(findRetryDelayMs(reason, 0, () => 0.5)).toBe(25);
      expect(findRetryDelayMs(reason, 1, () => 0.5)).toBeUndefined();
    },
  );

  const hopeless: readonly FaultReason[] = [
    "end_of_life",
    "no_access",
    "request_refused",
    "input_too_long",
    "quota_exceeded",
    "stopped_early",
    "no_answer_block",
    "caller_aborted",
    "deadline",
    "queue_timeout",
    "not_sent",
    "bad_vector",
  ];
  it.each(hopeless)("there is none for %s", (reason) => {
    expect(findRetryDelayMs(reason, 0, () => 0.5)).toBeUndefined();
  });
});
