import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { AnswerCache } from "../constructs/answer-cache.ts";
import { DatabaseAccess } from "../constructs/database-access.ts";
import { PrivacyStore } from "../constructs/privacy-store.ts";
import { PrivateNetwork } from "../constructs/private-network.ts";
import { TrustxResources } from "../constructs/trustx.ts";
import { nameOf, stackNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

/** What seldom changes and holds state: the key, the network, the way to the database, the cache. */
export class FoundationStack extends Stack {
  readonly trustx: TrustxResources;
  readonly network: PrivateNetwork;
  readonly key: Key;
  readonly database: DatabaseAccess;
  readonly cache: AnswerCache;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, stage: Stage) {
    super(scope, "foundation", { stackName: stackNameOf(stage, "foundation"), env: { region: stage.region } });
    this.trustx = new TrustxResources(this, "TrustX", stage);
    const { vpc, databaseSecurityGroup } = this.trustx;
    this.key = new Key(this, "Key", {
      alias: nameOf(stage, "data"),
      enableKeyRotation: true,
      removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.accessLogs = new Bucket(this, "AccessLogs", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.accessLogs, {
      "AwsSolutions-S1": "It holds the access logs; its own would grow by being written.",
    });
    new PrivacyStore(this, "Privacy", { stage, key: this.key, accessLogs: this.accessLogs });
    this.network = new PrivateNetwork(this, "Network", vpc, databaseSecurityGroup);
    this.database = new DatabaseAccess(this, "Database", {
      stage,
      trustx: this.trustx,
      securityGroup: this.network.database,
      key: this.key,
    });
    this.cache = new AnswerCache(this, "Answers", { stage, vpc, securityGroup: this.network.cache, key: this.key });
  }
}
