import { beforeEach, describe, expect, it } from "vitest";
import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";
import { CIRCUIT_BREAKER_DEFAULTS, CircuitBreaker } from "./circuit-breaker.ts";

let now = 0;
let breaker: CircuitBreaker;
beforeEach(() => {
  now = 1_000;
  breaker = new CircuitBreaker({ ...CIRCUIT_BREAKER_DEFAULTS, now: () => now });
});

const fail = (reason: FaultReason, times = 1) => {
  for (let time = 0; time < times; time += 1) breaker.failed(new BedrockFault({ reason }));
};
const refused = () => breaker.refusal()?.reason;

describe("a breaker", () => {
  it("opens at the fifth failure, not before", () => {
    fail("service_error", 4);
    expect(refused()).toBeUndefined();
    fail("throttled");
    expect(refused()).toBe("circuit_open");
  });

  it("forgets failures older than a minute", () => {
    fail("service_error", 4);
    now += 60_000;
    fail("service_error");
    expect(refused()).toBeUndefined();
  });

  it("begins to count anew after an answer: one failure in a hundred calls is no ill model", () => {
    fail("service_error", 4);
    breaker.answered();
    fail("service_error", 4);
    expect(refused()).toBeUndefined();
  });

  it("a refused request is an answer; a caller that gave up says nothing", () => {
    fail("service_error", 4);
    fail("caller_aborted");
    fail("service_error");
    expect(refused()).toBe("circuit_open");
    now += 120_000;
    expect(refused()).toBeUndefined();
    fail("request_refused");
    expect(refused()).toBeUndefined();
    fail("service_error", 4);
    expect(refused()).toBeUndefined();
  });

  it("stays open for two minutes, then lets one call through and the others wait for it", () => {
    fail("service_error", 5);
    now += 119_999;
    expect(refused()).toBe("circuit_open");
    now += 1;
    expect([refused(), refused(), refused()]).toEqual([undefined, "circuit_open", "circuit_open"]);
    breaker.answered();
    expect([refused(), refused()]).toEqual([undefined, undefined]);
  });

  it("a failed try opens it for two minutes more; an abandoned one leaves the next caller to try", () => {
    fail("service_error", 5);
    now += 120_000;
    refused();
    fail("service_error");
    expect(refused()).toBe("circuit_open");
    now += 120_000;
    expect(refused()).toBeUndefined();
    fail("caller_aborted");
    expect([refused(), refused()]).toEqual([undefined, "circuit_open"]);
  });

  it.each(["end_of_life", "no_access", "no_credentials", "model_unknown", "needs_profile", "quota_exceeded"] as const)(
    "%s needs no second failure, and is repeated as what it is",
    (reason) => {
      fail(reason);
      expect(refused()).toBe(reason);
      now += 120_000;
      expect(refused()).toBeUndefined();
    },
  );
});
