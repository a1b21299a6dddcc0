import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Match } from "aws-cdk-lib/assertions";
import { Topic } from "aws-cdk-lib/aws-sns";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../packages/bff/src/observability/metric-catalogue.ts";
import {
  type AlarmSpec,
  createAlarm,
  MINUTES,
  ownMetric,
  RUNBOOKS,
  runbookAddressOf,
} from "../lib/constructs/alarms.ts";
import { alarmsOfAnalysis } from "../lib/constructs/alarms-of-analysis.ts";
import { alarmsOfApi } from "../lib/constructs/alarms-of-api.ts";
import { alarmsOfPlatform } from "../lib/constructs/alarms-of-platform.ts";
import { alarmsTable } from "../lib/constructs/alarms-table.ts";
import { STAGE_NAMES, STAGES } from "../lib/stages.ts";
import { templateOf } from "./synthesised.ts";

const ROOT = join(import.meta.dirname, "../..");
const specsOf = (stage: (typeof STAGE_NAMES)[number]): readonly AlarmSpec[] => [
  ...alarmsOfApi(STAGES[stage], { apiId: "api", healthCheckId: "check" }),
  ...alarmsOfAnalysis(STAGES[stage], { machineArn: "machine" }),
  ...alarmsOfPlatform(STAGES[stage]),
];

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: MetricProperties } }[];
}
interface MetricProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

const alarmsOf = (stage: (typeof STAGE_NAMES)[number]) =>
  Object.values(templateOf(stage, "observability").findResources("AWS::CloudWatch::Alarm")).map(
    ({ Properties }) => Properties as AlarmProperties & MetricProperties,
  );
const metricsOf = (alarm: AlarmProperties & MetricProperties): MetricProperties[] =>
  alarm.Metrics === undefined ? [alarm] : alarm.Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);

describe.each(STAGE_NAMES)("alarms of stage %s", (stage) => {
  it("are all there, say what a customer loses, and where to read what to do", () => {
    const alarms = alarmsOf(stage);
    expect(alarms.map(({ AlarmName }) => AlarmName).toSorted()).toEqual(
      specsOf(stage)
        .map(({ name }) => `dormant-users-${stage}-${name}`)
        .toSorted(),
    );
    for (const { AlarmDescription, AlarmActions, OKActions } of alarms) {
      const [, runbook = ""] = /^[A-Z].{30,}[.] Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(AlarmDescription) ?? [];
      expect(existsSync(join(ROOT, runbook)), AlarmDescription).toBe(true);
      expect([AlarmActions.length, OKActions.length]).toEqual([1, 1]);
    }
  });

  it("watch only what somebody measures: the product's own metrics by their stage, and things that exist by name", () => {
    const application = JSON.stringify(templateOf(stage, "application").toJSON());
    const foundation = JSON.stringify(templateOf(stage, "foundation").toJSON());
    for (const { Namespace, MetricName, Dimensions = [] } of alarmsOf(stage).flatMap(metricsOf)) {
      if (Namespace === "DormantUsers") {
        expect(METRICS).toHaveProperty([MetricName]);
        expect(Dimensions).toEqual([{ Name: "stage", Value: stage }]);
      }
      for (const { Name, Value } of Dimensions) {
        if (Name === "ProxyName") expect(foundation).toContain(`"${String(Value)}"`);
        if (Name === "QueueName") expect(application).toContain(`"${String(Value)}"`);
        if (Name === "StateMachineArn") expect(JSON.stringify(Value)).toContain("GetStackOutput");
      }
    }
  });

  it("tell who pays at half, four fifths and all of the month's budget, and when the forecast passes it", () => {
    const template = templateOf(stage, "observability");
    const notice = (NotificationType: string, Threshold: number) => ({
      Notification: { NotificationType, Threshold, ThresholdType: "PERCENTAGE", ComparisonOperator: "GREATER_THAN" },
      Subscribers: [{ SubscriptionType: "SNS", Address: Match.anyValue() }],
    });
    template.hasResourceProperties("AWS::Budgets::Budget", {
      Budget: {
        BudgetLimit: { Amount: STAGES[stage].monthlyBudgetUsd, Unit: "USD" },
        TimeUnit: "MONTHLY",
        FilterExpression: { And: [{ Tags: { Key: "product" } }, { Tags: { Key: "stage", Values: [stage] } }] },
      },
      NotificationsWithSubscribers: [
        notice("ACTUAL", 50),
        notice("ACTUAL", 80),
        notice("ACTUAL", 100),
        notice("FORECASTED", 100),
      ],
    });
  });

  it("reach somebody: both topics take what CloudWatch sends, the budget's too, over TLS alone", () => {
    const template = templateOf(stage, "observability");
    template.resourcePropertiesCountIs("AWS::SNS::Subscription", { Endpoint: STAGES[stage].alarmEmail }, 2);
    const policies = Object.values(template.findResources("AWS::SNS::TopicPolicy")).map((policy) =>
      JSON.stringify(policy),
    );
    expect(policies.filter((policy) => policy.includes("cloudwatch.amazonaws.com"))).toHaveLength(2);
    expect(policies.filter((policy) => policy.includes("budgets.amazonaws.com"))).toHaveLength(1);
    expect(policies.filter((policy) => policy.includes("aws:SecureTransport"))).toHaveLength(2);
  });

  it("ask from outside whether the API is ready", () => {
    templateOf(stage, "observability").hasResourceProperties("AWS::Route53::HealthCheck", {
      HealthCheckConfig: { Type: "HTTPS", ResourcePath: "/readyz", FailureThreshold: 3 },
    });
  });

  it("come with a dashboard of the product's figures, each of which exists", () => {
    const template = templateOf(stage, "observability");
    const [dashboard] = Object.values(template.findResources("AWS::CloudWatch::Dashboard"));
    const body = JSON.stringify(dashboard);
    const shown = [...body.matchAll(/DormantUsers\\+",\\+"([a-z._]+)/g)].map(([, name = ""]) => name);
    expect(new Set(shown).size).toBeGreaterThan(20);
    const asked = [...body.matchAll(/`([a-z._]+)`/g)].map(([, name = ""]) => name);
    expect(asked.length).toBeGreaterThan(5);
    expect([...shown, ...asked].filter((name) => !(name in METRICS))).toEqual([]);
  });
});

describe("runbooks", () => {
  const pages = globSync("docs/runbooks/*.md", { cwd: ROOT })
    .map((path) => basename(path, ".md"))
    .filter((name) => name !== "README");

  it("are there for every alarm, and no other", () => {
    expect(pages.toSorted()).toEqual([...RUNBOOKS].toSorted());
    expect(new Set(specsOf("prod").map(({ runbook }) => runbook))).toEqual(new Set(RUNBOOKS));
  });

  it.each(RUNBOOKS)("%s has every part, in order, and names its alarms", (runbook) => {
    const text = readFileSync(join(ROOT, runbookAddressOf(runbook)), "utf8");
    const parts = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(parts).toEqual([
      "What the customer loses",
      "See it",
      "First five minutes",
      "Fix",
      "Undo",
      "Escalate",
      "Afterwards",
    ]);
    const named = specsOf("prod").filter((alarm) => alarm.runbook === runbook);
    for (const { name } of named) expect(text).toContain(`\`${name}\``);
  });

  it("are listed with their alarms in docs/on-call.md", () => {
    // The formatter aligns the table's columns.
    const unaligned = (text: string) => text.replaceAll(/ *\| */g, "|").replaceAll(/-{3,}/g, "---");
    const document = readFileSync(join(ROOT, "docs/on-call.md"), "utf8");
    expect(unaligned(document)).toContain(unaligned(alarmsTable(specsOf("prod"))));
  });
});

it("docs/scaling.md counts the connections that the stages may take", () => {
  const document = readFileSync(join(ROOT, "docs/scaling.md"), "utf8").replaceAll(/ +/g, " ");
  for (const stage of ["dev", "prod"] as const) {
    const of = (name: keyof (typeof STAGES)["dev"]["functions"]) => STAGES[stage].functions[name].reservedConcurrency;
    const parts = [
      of("api"),
      of("generate-user-embeddings"),
      of("detect-dormant-users"),
      of("retention") + of("migrate"),
    ];
    const sum = parts.reduce((total, part) => total + part, 0);
    expect(document).toContain(`| ${[stage, ...parts, sum].join(" | ")} |`);
  }
});

describe("an alarm", () => {
  const stack = new Stack(new App(), "test");
  const topics = { page: new Topic(stack, "page"), ticket: new Topic(stack, "ticket") };
  const metric = ownMetric(STAGES.dev, "run.count", "Sum", MINUTES(5));
  const spec: AlarmSpec = {
    name: "some-alarm",
    customerLoses: "Something that a customer can name and miss.",
    runbook: "night-run",
    severity: "page",
    metric,
    threshold: 1,
  };

  it.each([{ name: "Some Alarm" }, { customerLoses: "Errors." }])("cannot be made with %j", (part) => {
    expect(() => createAlarm(stack, STAGES.dev, topics, { ...spec, ...part })).toThrow(RangeError);
  });
});
