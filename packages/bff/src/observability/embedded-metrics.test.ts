import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createLogger, type LoggerOptions } from "./logger.ts";
import { METRICS, type Measures, type MetricName } from "./metric-catalogue.ts";
import { metricsTable } from "./metrics-table.ts";
import { createRequestScope, runInRequestScope } from "./request-scope.ts";

const NAMES = Object.keys(METRICS) as MetricName[];

// The rules of the specification that logger.ts cites; CloudWatch drops a line that breaks one without a word.
const Embedded = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int(),
    CloudWatchMetrics: z
      .array(
        z.strictObject({
          Namespace: z.string().regex(/^[A-Za-z0-9._\-/#:]{1,255}$/),
          Dimensions: z.array(z.array(z.string().min(1).max(250)).min(1).max(30)).min(1),
          Metrics: z
            .array(
              z.strictObject({
                Name: z.string().min(1).max(1024),
                Unit: z.enum(["Milliseconds", "Count", "None", "Bytes", "Percent", "Seconds"]),
              }),
            )
            .min(1)
            .max(100),
        }),
      )
      .min(1),
  }),
});

function faultsOf(line: string): string[] {
  const parsed = Embedded.safeParse(JSON.parse(line));
  if (!parsed.success) return parsed.error.issues.map(({ message, path }) => `${path.join(".")}: ${message}`);
  const members = parsed.data as Record<string, unknown>;
  return parsed.data._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) => [
    ...Metrics.filter(({ Name }) => typeof members[Name] !== "number").map(({ Name }) => `${Name} is no number`),
    ...Dimensions.flat()
      .filter((name) => typeof members[name] !== "string" || members[name] === "")
      .map((name) => `${name} is no text`),
  ]);
}

function capture(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  return { lines, logger: createLogger({ level: "info", stage: "dev", embedMetrics: true, write, ...options }) };
}

const measures = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, fc.nat()])))) as fc.Arbitrary<Measures>;

describe("a line with measures", () => {
  it("is what CloudWatch reads metrics from, whatever was measured", () => {
    fc.assert(
      fc.property(measures, (measured) => {
        const { lines, logger } = capture();
        logger.measured("info", "anything", { tenant: "acme" }, measured);
        expect(lines.flatMap(faultsOf)).toEqual([]);
        const told = JSON.parse(lines[0] ?? "") as z.infer<typeof Embedded>;
        const named = told._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
        expect(named.toSorted()).toEqual(Object.keys(measured).toSorted());
      }),
    );
  });

  it("tells money and tokens by tenant, and nothing else: each tenant's metric is billed by itself", () => {
    const { lines, logger } = capture();
    const all = Object.fromEntries(NAMES.map((name) => [name, 1])) as Measures;
    logger.measured("info", "anything", { tenant: "acme" }, all);
    const { CloudWatchMetrics } = (JSON.parse(lines[0] ?? "") as z.infer<typeof Embedded>)._aws;
    const byTenant = CloudWatchMetrics.filter(({ Dimensions }) => Dimensions.flat().includes("tenant"));
    expect(byTenant.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name))).toEqual([
      "tenant.cost_usd",
      "tenant.model_tokens",
    ]);
    expect(CloudWatchMetrics.every(({ Dimensions }) => Dimensions.flat()[0] === "stage")).toBe(true);
  });

  it("is written above its level too, because its numbers would be lost; not where metrics or all lines are off", () => {
    const measured = { "request.count": 1 } as const;
    const high = capture({ level: "error" });
    high.logger.info("plain");
    high.logger.measured("info", "measured", {}, measured);
    expect(high.lines).toHaveLength(1);
    const off = capture({ level: "error", embedMetrics: false });
    off.logger.measured("info", "measured", {}, measured);
    const silent = capture({ level: "silent" });
    silent.logger.measured("error", "measured", {}, measured);
    expect([...off.lines, ...silent.lines]).toEqual([]);
  });

  it("says the same without metrics, and leaves out what only CloudWatch reads", () => {
    const { lines, logger } = capture({ embedMetrics: false });
    logger.measured("info", "request", { status: 200 }, { "request.duration_ms": 1.5 });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ event: "request", stage: "dev", "request.duration_ms": 1.5 });
    expect(lines.join()).not.toContain("_aws");
  });
});

it("every metric is in docs/monitoring.md", () => {
  const document = readFileSync(join(import.meta.dirname, "../../../../docs/monitoring.md"), "utf8");
  // The formatter aligns the table's columns.
  const unaligned = (text: string) => text.replaceAll(/ *\| */g, "|").replaceAll(/-{3,}/g, "---");
  expect(unaligned(document)).toContain(unaligned(metricsTable()));
});

it("names of metrics are dotted, their units last", () => {
  expect(NAMES.filter((name) => !/^[a-z]+(?:\.[a-z]+(?:_[a-z]+)*)$/.test(name))).toEqual([]);
});

describe("a request that was drawn to be told in full", () => {
  it("has its debug lines, whatever the level; silence stays silence", () => {
    const { lines, logger } = capture({ level: "warn" });
    runInRequestScope(createRequestScope("trace-1", { isVerbose: true }), () => logger.debug("detail"));
    runInRequestScope(createRequestScope("trace-2"), () => logger.debug("detail"));
    expect(lines.map((line) => (JSON.parse(line) as { request_id: string }).request_id)).toEqual(["trace-1"]);
    const silent = capture({ level: "silent" });
    runInRequestScope(createRequestScope("trace-3", { isVerbose: true }), () => silent.logger.error("x"));
    expect(silent.lines).toEqual([]);
  });
});
