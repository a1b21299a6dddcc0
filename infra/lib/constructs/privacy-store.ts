import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { erasureSecretNameOf, exportsBucketNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

interface PrivacyStoreProps {
  readonly stage: Stage;
  readonly key: IKey;
  readonly accessLogs: Bucket;
}

/** Exports, which are gone after a day, and the key that keeps erased users erased, which must never be lost. */
export class PrivacyStore extends Construct {
  constructor(scope: Construct, id: string, { stage, key, accessLogs }: PrivacyStoreProps) {
    super(scope, id);
    const removalPolicy = stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    new Bucket(this, "Exports", {
      bucketName: exportsBucketNameOf(stage),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: "exports/",
      lifecycleRules: [{ expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy,
    });
    const keys = new Secret(this, "ErasureKeys", {
      secretName: erasureSecretNameOf(stage),
      description: "Dormant users: keys that erased users are remembered by, newest first, separated by commas",
      encryptionKey: key,
      generateSecretString: { excludePunctuation: true, passwordLength: 64 },
      removalPolicy,
    });
    acknowledge(keys, {
      "AwsSolutions-SMG4": "A changed key would forget who was erased; a new one is put before the old by hand.",
    });
  }
}
