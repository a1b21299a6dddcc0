import { Aws } from "aws-cdk-lib";
import { DEFAULT_EMBEDDING_MODEL_ID } from "../../../packages/bff/src/adapters/bedrock/model-catalogue.ts";
import { exportsBucketNameOf } from "../names.ts";
import type { FunctionName, Stage } from "../stages.ts";
import { modelPermissions } from "./bedrock.ts";
import { runningPermissions } from "./everywhere.ts";
import type { Permission } from "./permission.ts";

/** ARNs that only the stacks know. */
export interface Surroundings {
  /** `rds-db` ARN of the proxy for a login. */
  databaseLogin(login: "application" | "administration"): string;
  readonly arrivalsQueueArn: string;
  readonly eventBusArn: string;
  readonly detectDormantUsersArn: string;
}

/** Everything a function may do, and why. No construct adds to it. */
export function permissionsOf(stage: Stage, name: FunctionName, around: Surroundings): Permission[] {
  return [...runningPermissions(stage, name), ...OWN[name](stage, around)];
}

const OWN: Readonly<Record<FunctionName, (stage: Stage, around: Surroundings) => Permission[]>> = {
  api: (stage, around) => [
    useDatabase(around, "application"),
    {
      sid: "PublishDecisions",
      actions: ["events:PutEvents"],
      resources: [around.eventBusArn],
      why: "tells the systems that act on decisions",
    },
    {
      sid: "StartRun",
      actions: ["lambda:InvokeFunction"],
      resources: [around.detectDormantUsersArn],
      why: "POST …/refresh starts an analysis in the function that has the time for it",
    },
    {
      sid: "HandOutExports",
      actions: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"],
      resources: [`arn:${Aws.PARTITION}:s3:::${exportsBucketNameOf(stage)}/tenant_*`],
      why: "writes an export that is too long for one answer, and signs the link to it",
      wildcard: "an export is named when it is asked for, under its tenant's prefix",
    },
  ],
  "generate-user-embeddings": (stage, around) => [
    useDatabase(around, "application"),
    {
      sid: "TakeArrivals",
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
      resources: [around.arrivalsQueueArn],
      why: "Lambda reads the queue with this role",
    },
    ...readObjects(stage),
    ...modelPermissions(DEFAULT_EMBEDDING_MODEL_ID, stage.region),
  ],
  "detect-dormant-users": (stage, around) => [
    useDatabase(around, "application"),
    ...readObjects(stage),
    ...modelPermissions(DEFAULT_EMBEDDING_MODEL_ID, stage.region),
    ...modelPermissions(stage.models.chatModelId, stage.region),
  ],
  retention: (_, around) => [useDatabase(around, "application")],
  migrate: (_, around) => [
    useDatabase(around, "application"),
    {
      sid: "AdministerDatabase",
      actions: ["rds-db:connect"],
      resources: [around.databaseLogin("administration")],
      why: "creates schemas, roles and tables of tenants",
    },
  ],
};

function useDatabase(around: Surroundings, login: "application"): Permission {
  return {
    sid: "UseDatabase",
    actions: ["rds-db:connect"],
    resources: [around.databaseLogin(login)],
    why: "reads and writes tenants' rows, as the login that has no power of its own",
  };
}

function readObjects(stage: Stage): Permission[] {
  const bucket = `arn:${Aws.PARTITION}:s3:::${stage.integrationsBucket}`;
  return [
    {
      sid: "ReadObjects",
      actions: ["s3:GetObject"],
      resources: [`${bucket}/tenant_*`],
      why: "reads the exports of tenants",
      wildcard: "every tenant's objects, under the prefix that all tenants share; nothing else of the bucket",
    },
    {
      sid: "ListObjects",
      actions: ["s3:ListBucket"],
      resources: [bucket],
      conditions: { StringLike: { "s3:prefix": "tenant_*" } },
      why: "reads the folder that a manifest speaks of; tells a missing object from a forbidden one",
    },
  ];
}
