import { Aws } from "aws-cdk-lib";
import { logGroupNameOf } from "../names.ts";
import type { FunctionName, Stage } from "../stages.ts";
import type { Permission } from "./permission.ts";

/** What AWS itself needs to run a function of ours in the VPC, to log and to trace. */
export function runningPermissions(stage: Stage, name: FunctionName): Permission[] {
  const arn = (service: string, rest: string) =>
    `arn:${Aws.PARTITION}:${service}:${stage.region}:${Aws.ACCOUNT_ID}:${rest}`;
  return [
    {
      sid: "WriteOwnLog",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arn("logs", `log-group:${logGroupNameOf(stage, name)}:*`)],
      why: "its log; the group exists already, with its retention",
      wildcard: "streams are named by Lambda, inside the function's own group",
    },
    {
      sid: "AttachToVpc",
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
      resources: ["*"],
      why: "Lambda puts the function into the VPC with this role",
      wildcard: "Lambda checks these actions without a resource; AWS's own policy for it says * too",
    },
    {
      sid: "SendTraces",
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
      why: "traces",
      wildcard: "X-Ray has no resources to name",
    },
  ];
}
