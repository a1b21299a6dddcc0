import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

/** When who pays hears of it: actual spending in percent of the month's budget, and the month's forecast. */
const NOTICES = [
  { kind: "ACTUAL", percent: 50 },
  { kind: "ACTUAL", percent: 80 },
  { kind: "ACTUAL", percent: 100 },
  { kind: "FORECASTED", percent: 100 },
] as const;

interface AlarmsBudgetProps {
  readonly stage: Stage;
  /** Topic that AWS Budgets may publish to. */
  readonly topicArn: string;
}

/**
 * What AWS bills for the stage, by the tags that every resource of it has; they have to be activated as cost allocation tags.
 * Calls of models carry no tag: the product meters them itself (`dollar-rate`, `dollar-forecast`, and each tenant's budget).
 */
export class AlarmsBudget extends Construct {
  constructor(scope: Construct, id: string, { stage, topicArn }: AlarmsBudgetProps) {
    super(scope, id);
    const tagged = (key: string, value: string) => ({ tags: { key, values: [value], matchOptions: ["EQUALS"] } });
    new CfnBudget(this, "Month", {
      budget: {
        budgetName: nameOf(stage, "month"),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: stage.monthlyBudgetUsd, unit: "USD" },
        metrics: ["UnblendedCost"],
        filterExpression: { and: [tagged("product", "dormant-users"), tagged("stage", stage.name)] },
      },
      notificationsWithSubscribers: NOTICES.map(({ kind, percent }) => ({
        notification: {
          notificationType: kind,
          comparisonOperator: "GREATER_THAN",
          threshold: percent,
          thresholdType: "PERCENTAGE",
        },
        subscribers: [{ subscriptionType: "SNS", address: topicArn }],
      })),
    });
  }
}
