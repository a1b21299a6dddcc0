import { AnalysisStep, StoredRun, type TenantId } from "@dormant-users/shared-types";
import { StateMachine } from "aws-local-stepfunctions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../packages/bff/src/composition/services.ts";
import { handleAnalysisEvent } from "../../packages/bff/src/features/analysis-jobs/index.ts";
import { ingestPeople, openServices, person } from "../../packages/bff/test/analysis/analysed-tenant.ts";
import { rawSql } from "../../packages/bff/test/harness/raw-sql.ts";
import { useTestDatabase } from "../../packages/bff/test/harness/test-database.ts";
import { templateOf, textOf } from "./synthesised.ts";

const test = useTestDatabase();
const [machine] = Object.values(templateOf("prod", "application").findResources("AWS::StepFunctions::StateMachine"));
const definition = JSON.parse(textOf(machine?.Properties.DefinitionString)) as Definition;

interface Definition {
  readonly States: Readonly<
    Record<string, { readonly ItemProcessor: { readonly States: Definition["States"] } } & Record<string, unknown>>
  >;
}
type Handler = (event: unknown) => Promise<unknown>;

const TASKS = ["List tenants", "Detect", "Embed", "Analyze", "Store"];

/** Runs the synthesised definition with one function behind every task; pauses and retries come at once. */
async function runNight(handler: Handler): Promise<unknown> {
  const stateMachine = new StateMachine(definition as never, { validationOptions: { checkArn: false } });
  const { result } = stateMachine.run({}, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(TASKS.map((name) => [name, handler])),
      retryIntervalOverrides: Object.fromEntries(TASKS.map((name) => [name, 0])),
      waitTimeOverrides: { "Embed goes on": 0, "Analyze goes on": 0 },
    },
  } as never);
  return result;
}

describe("the nightly state machine, as it was synthesised, with the function's own code", () => {
  let services: Services;
  let busy: TenantId;
  let quiet: TenantId;
  const called: string[] = [];
  /** What Lambda would do: JSON in, JSON out, errors by name. */
  const handler: Handler = async (event) => {
    const { step } = AnalysisStep.parse(event);
    called.push(step);
    const { database } = services;
    const around = { ...services, listTenantIds: database.listTenantIds };
    return JSON.parse(JSON.stringify(await handleAnalysisEvent(around, event, AbortSignal.timeout(60_000))));
  };

  beforeAll(async () => {
    services = await openServices(test.database);
    [busy, quiet] = [await test.createTenant(), await test.createTenant()];
    const quietDays = [3, 45, 90, 200];
    await ingestPeople(
      services,
      busy,
      quietDays.map((days, at) => person(at, days)),
    );
    await ingestPeople(services, quiet, [person(9, 1)]);
  });
  afterAll(() => services.close());

  it("goes through every tenant step by step, stores what it found, and does nothing twice", async () => {
    called.length = 0;
    const results = (await runNight(handler)) as unknown[];
    const stored = results.map((result) => StoredRun.parse(result));
    expect(stored.map(({ tenant, status, dormant, analysed }) => ({ tenant, status, dormant, analysed }))).toEqual([
      { tenant: busy, status: "succeeded", dormant: 3, analysed: 3 },
      { tenant: quiet, status: "succeeded", dormant: 0, analysed: 0 },
    ]);
    expect(called.filter((step) => step === "list-tenants")).toHaveLength(1);
    expect(called.filter((step) => step === "store")).toHaveLength(2);
    const insights = await test.database.readOne(
      busy,
      rawSql(`select count(*)::int as n from tenant_${busy}.user_insights`),
    );
    expect(insights).toEqual({ n: 3 });

    const again = (await runNight(handler)) as unknown[];
    expect(again.map((result) => StoredRun.parse(result).unchanged)).toEqual([3, 0]);
  });

  it("tries a step again that failed, or that found another process at work", async () => {
    const failures = { detect: ["ServiceException"], store: ["RunBusyError", "RunBusyError"] } as Record<
      string,
      string[]
    >;
    const results = (await runNight(async (event) => {
      const name = failures[AnalysisStep.parse(event).step]?.pop();
      if (name !== undefined) throw Object.assign(new Error("later"), { name });
      return handler(event);
    })) as unknown[];
    expect(results.map((result) => StoredRun.parse(result).status)).toEqual(["succeeded", "succeeded"]);
    expect(failures).toEqual({ detect: [], store: [] });
  });

  it("asks for a step again until it says that it is done", async () => {
    const unfinished: Record<string, number> = { embed: 2, analyze: 3 };
    called.length = 0;
    await runNight(async (event) => {
      const request = AnalysisStep.parse(event);
      const left = unfinished[request.step] ?? 0;
      if (left === 0 || !("run_id" in request)) return handler(event);
      unfinished[request.step] = left - 1;
      return { tenant: request.tenant, run_id: request.run_id, status: "queued", done: false };
    });
    expect(unfinished).toEqual({ embed: 0, analyze: 0 });
    expect(called.filter((step) => step === "store")).toHaveLength(2);
  });

  it("gives up a tenant whose step fails for good, after every attempt", async () => {
    let attempts = 0;
    const night = runNight(async (event) => {
      const request = AnalysisStep.parse(event);
      if (request.step !== "analyze") return handler(event);
      attempts += 1;
      throw new Error("for good");
    });
    await expect(night).rejects.toThrow("for good");
    expect(attempts).toBeGreaterThanOrEqual(4);
  });
});

describe("what only Step Functions does with the definition", () => {
  const each = definition.States["Each tenant"];

  it("is asked for: child executions that outlive a call, a limit at once, tolerated failures, results in a bucket", () => {
    expect(each).toMatchObject({
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
      MaxConcurrency: 20,
      ToleratedFailurePercentage: 20,
      ResultWriter: { Parameters: { Prefix: "nightly" } },
    });
  });

  it("starts at two in the night, and what cannot be started is kept", () => {
    templateOf("prod", "application").hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "cron(0 2 * * ? *)",
      ScheduleExpressionTimezone: "Etc/UTC",
      State: "ENABLED",
      Target: { DeadLetterConfig: {} },
    });
  });
});
