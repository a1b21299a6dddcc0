import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { BedrockFault } from "./bedrock-fault.ts";
import { ConcurrencyLimiter } from "./concurrency-limiter.ts";
import { ModelCaller } from "./model-caller.ts";

const LIMITS = { turnMs: 40, deadlineMs: 60_000, attemptMs: 1_000, maxAttempts: 3 };
const surroundings = { now: () => performance.now(), random: () => 0, sleep: async () => {} };

/** A limiter whose only turn is taken for good. */
function takenLimiter(): ConcurrencyLimiter {
  const limiter = new ConcurrencyLimiter(1);
  void limiter.run(() => new Promise(() => {}), new AbortController().signal);
  return limiter;
}

describe("a call that waits for its turn", () => {
  it("times out without an attempt, and is no failure of the model", async () => {
    const caller = new ModelCaller(takenLimiter(), surroundings);
    const attempts: unknown[] = [];
    const calling = () => caller.call("m", LIMITS, undefined, async () => attempts.push(1));
    for (let call = 0; call < 6; call += 1) {
      await expect(calling()).rejects.toMatchObject({ kind: "timeout", cause: { reason: "queue_timeout" } });
    }
    expect(attempts).toEqual([]);
  });

  it("has its whole deadline from the turn on, however long the queue was", async () => {
    const limiter = new ConcurrencyLimiter(1);
    const caller = new ModelCaller(limiter, surroundings);
    const limits = { turnMs: 60_000, deadlineMs: 300, attemptMs: 300, maxAttempts: 1 };
    const call = () => caller.call("m", limits, undefined, (signal) => wait(60, "answer", { signal }));
    const called = await Promise.all(Array.from({ length: 8 }, call));
    expect(called.map(({ answer }) => answer)).toEqual(Array.from({ length: 8 }, () => "answer"));
  });

  it("leaves the queue when its caller gives up", async () => {
    const caller = new ModelCaller(takenLimiter(), surroundings);
    const giveUp = new AbortController();
    const calling = caller.call("m", { ...LIMITS, turnMs: 60_000 }, giveUp.signal, async () => "never");
    giveUp.abort();
    await expect(calling).rejects.toMatchObject({ kind: "aborted" });
  });

  it("does not hold its turn while it backs off", async () => {
    const limiter = new ConcurrencyLimiter(1);
    const others: string[] = [];
    const sleep = () => limiter.run(async () => void others.push("another"), new AbortController().signal);
    const caller = new ModelCaller(limiter, { ...surroundings, sleep });
    const answers = [new BedrockFault({ reason: "throttled" }), "answer"];
    const send = async () => {
      const next = answers.shift();
      if (next instanceof BedrockFault) throw next;
      return next;
    };
    const { answer, attempts } = await caller.call("m", { ...LIMITS, turnMs: 60_000 }, undefined, send);
    expect({ answer, attempts, others }).toEqual({ answer: "answer", attempts: 2, others: ["another"] });
  });
});

it("a limiter that lets nobody call is refused", () => {
  expect(() => new ConcurrencyLimiter(0)).toThrow(RangeError);
});
