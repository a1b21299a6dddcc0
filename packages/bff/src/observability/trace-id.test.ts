import { expect, it } from "vitest";
import { createLogger } from "./logger.ts";
import { runInvocation } from "./run-invocation.ts";
import { traceIdOf } from "./trace-id.ts";

const ID = "1-67891233-abcdef012345678912345678";

it.each([
  [`Root=${ID}`, undefined, ID],
  [`Root=${ID};Parent=53995c3f42cd8ad8;Sampled=1`, undefined, ID],
  [`Self=1-67891234-12456789abcdef012345678;Root=${ID}`, undefined, ID],
  [undefined, "00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01", ID],
  [`Root=${ID}`, "00-ffffffffffffffffffffffffffffffff-53995c3f42cd8ad8-01", ID],
  ["Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e", undefined, undefined],
  ["x", "00-00000000000000000000000000000000-0000000000000000-00", undefined],
  [`Root=${ID}"},{"forged":1`, "nonsense", undefined],
  [undefined, undefined, undefined],
])("the trace of %s and %s is %s", (xray, traceparent, expected) => {
  expect(traceIdOf(xray, traceparent)).toBe(expected);
});

it("a job's lines name its invocation and its trace", async () => {
  const lines: string[] = [];
  const logger = createLogger({ level: "info", write: (line) => lines.push(line) });
  await runInvocation({ awsRequestId: "c6af9ac6-7b61" }, `Root=${ID};Sampled=0`, async () => {
    await Promise.resolve();
    logger.info("inside");
  });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ request_id: "c6af9ac6-7b61", trace_id: ID });
});
