import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

/**
 * The remote on S3 behind CloudFront. How long a file may be kept is the file's own header (infra/deploy/remote-files.ts):
 * assets carry their hash in their name and live for a year, entries for a minute.
 */
export class RemoteSite extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const removalPolicy = stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const closed = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy,
    } as const;
    const logs = new Bucket(this, "Logs", {
      ...closed,
      // CloudFront writes its log with an ACL.
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    this.bucket = new Bucket(this, "Files", {
      ...closed,
      // Going back is by release folder; versions are a second net, and keep a bucket from being emptied by a command.
      versioned: stage.keepData,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: "files/",
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
    });
    this.distribution = new Distribution(this, "Distribution", {
      comment: nameOf(stage, "remote"),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: "distribution/",
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: new ResponseHeadersPolicy(this, "Headers", {
          responseHeadersPolicyName: nameOf(stage, "remote"),
          corsBehavior: {
            accessControlAllowOrigins: [...stage.hostOrigins],
            accessControlAllowMethods: ["GET", "HEAD"],
            accessControlAllowHeaders: ["*"],
            accessControlAllowCredentials: false,
            accessControlMaxAge: Duration.hours(1),
            originOverride: true,
          },
          securityHeadersBehavior: {
            contentTypeOptions: { override: true },
            frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
            strictTransportSecurity: {
              accessControlMaxAge: Duration.days(365),
              includeSubdomains: true,
              override: true,
            },
          },
        }),
      },
    });
    acknowledge(this.distribution, {
      "AwsSolutions-CFR1": "The files are the same public code for every country; what they show needs a token.",
      "AwsSolutions-CFR2": "Static files without input: a web firewall would find nothing to look at.",
      "AwsSolutions-CFR4": "CloudFront's own name and certificate; TrustX's would be a choice of TrustX's zone.",
    });
  }
}
