import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { RemoteSite } from "../constructs/remote-site.ts";
import { stackNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

/** Where hosts load the micro-frontend from. Its files are published by `infra/deploy`, after everything else. */
export class RemoteStack extends Stack {
  readonly site: RemoteSite;

  constructor(scope: Construct, stage: Stage) {
    super(scope, "remote", { stackName: stackNameOf(stage, "remote"), env: { region: stage.region } });
    this.site = new RemoteSite(this, "Site", stage);
    new CfnOutput(this, "RemoteBucket", { value: this.site.bucket.bucketName });
    new CfnOutput(this, "RemoteDistribution", { value: this.site.distribution.distributionId });
    new CfnOutput(this, "RemoteUrl", { value: `https://${this.site.distribution.distributionDomainName}` });
  }
}
