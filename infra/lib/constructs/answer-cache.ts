import type { ISecurityGroup, IVpc } from "aws-cdk-lib/aws-ec2";
import { CfnServerlessCache } from "aws-cdk-lib/aws-elasticache";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

interface AnswerCacheProps {
  readonly stage: Stage;
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  readonly key: IKey;
}

/** Valkey that remembers answers for five minutes. Losing it costs time, never an answer. */
export class AnswerCache extends Construct {
  readonly name: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, vpc, securityGroup, key }: AnswerCacheProps) {
    super(scope, id);
    this.name = nameOf(stage, "answers");
    const cache = new CfnServerlessCache(this, "Valkey", {
      engine: "valkey",
      majorEngineVersion: "8",
      serverlessCacheName: this.name,
      description: "Dormant users: remembered answers",
      subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [securityGroup.securityGroupId],
      kmsKeyId: key.keyArn,
      cacheUsageLimits: {
        dataStorage: { maximum: stage.cache.maxGigabytes, unit: "GB" },
        ecpuPerSecond: { maximum: stage.cache.maxEcpuPerSecond },
      },
    });
    this.url = `rediss://${cache.attrEndpointAddress}:${cache.attrEndpointPort}`;
  }
}
