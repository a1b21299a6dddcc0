import { expect, it } from "vitest";
import { Secret } from "../config/secret.ts";
import { createLogger } from "./logger.ts";
import { createRequestScope, recordQuery, runInRequestScope } from "./request-scope.ts";

function capture(level: "debug" | "warn" = "debug") {
  const lines: string[] = [];
  const logger = createLogger({ level, now: () => 0, write: (line) => lines.push(line) });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown> };
}

it("writes one JSON object a line, with the request it belongs to", () => {
  const { logger, lines, last } = capture();
  logger.info("started", { port: 1, text: "two\nlines" });
  expect(last()).toEqual({
    time: "1970-01-01T00:00:00.000Z",
    level: "info",
    event: "started",
    port: 1,
    text: "two\nlines",
  });
  runInRequestScope(createRequestScope("trace-1"), () => logger.warn("slow"));
  expect(last()).toMatchObject({ request_id: "trace-1" });
  expect(lines.every((line) => !line.includes("\n"))).toBe(true);
});

it("leaves out what is below its level", () => {
  const { logger, lines } = capture("warn");
  logger.debug("a");
  logger.info("b");
  logger.warn("c");
  expect(lines).toHaveLength(1);
});

it("tells an error with its causes, and of a secret nothing", () => {
  const { logger, last, lines } = capture();
  logger.error("failed", { error: new Error("outer", { cause: new TypeError("inner") }), url: new Secret("hunter2") });
  expect(last()).toMatchObject({
    error: { name: "Error", message: "outer", cause: { name: "TypeError", message: "inner" } },
  });
  expect(lines.join()).not.toContain("hunter2");
});

it("survives what cannot be written", () => {
  const { logger, last } = capture();
  const cycle: Record<string, unknown> = { size: 10n };
  logger.info("bigint", cycle);
  expect(last()).toMatchObject({ size: "10" });
  cycle.self = cycle;
  logger.info("cycle", cycle);
  expect(last()).toMatchObject({ event: "cycle", unserialisable: true });
});

it("counts queries towards the request in which they ran, and nowhere outside one", async () => {
  const scope = createRequestScope("trace-2");
  recordQuery("outside", 1);
  await runInRequestScope(scope, async () => {
    await Promise.resolve();
    recordQuery("inside", 1);
  });
  expect([...scope.queries]).toEqual([["inside", { count: 1, durationMs: 1 }]]);
});
