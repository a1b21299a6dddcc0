import { type ISecurityGroup, type IVpc, SecurityGroup, Vpc } from "aws-cdk-lib/aws-ec2";
import { DatabaseInstance, DatabaseInstanceEngine, type IDatabaseInstance } from "aws-cdk-lib/aws-rds";
import { Bucket, type IBucket } from "aws-cdk-lib/aws-s3";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";
import { HANDOVER, type HandoverKey } from "../handover.ts";
import { handoverParameterOf } from "../names.ts";
import type { Stage } from "../stages.ts";

/** What TrustX owns and we use: looked up at deployment from the handover parameters, never changed by us. */
export class TrustxResources extends Construct {
  readonly vpc: IVpc;
  readonly databaseSecurityGroup: ISecurityGroup;
  readonly database: IDatabaseInstance;
  readonly integrationsBucket: IBucket;
  readonly issuer: string;
  readonly audience: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const handedOver = (key: HandoverKey) =>
      StringParameter.valueForStringParameter(this, handoverParameterOf(stage, HANDOVER[key].path));
    this.vpc = Vpc.fromVpcAttributes(this, "Vpc", {
      vpcId: handedOver("vpc"),
      availabilityZones: [...stage.availabilityZones],
      privateSubnetIds: [handedOver("subnetA"), handedOver("subnetB")],
      privateSubnetRouteTableIds: [handedOver("routeTableA"), handedOver("routeTableB")],
      region: stage.region,
    });
    this.databaseSecurityGroup = SecurityGroup.fromSecurityGroupId(
      this,
      "DatabaseSecurityGroup",
      handedOver("databaseSecurityGroup"),
    );
    this.database = DatabaseInstance.fromDatabaseInstanceAttributes(this, "Database", {
      instanceIdentifier: handedOver("databaseInstance"),
      // Asked for by CDK and used by nobody: the proxy finds its target by the identifier.
      instanceEndpointAddress: "unused.invalid",
      port: 5432,
      securityGroups: [this.databaseSecurityGroup],
      engine: DatabaseInstanceEngine.POSTGRES,
    });
    this.integrationsBucket = Bucket.fromBucketName(this, "IntegrationsBucket", stage.integrationsBucket);
    this.issuer = `https://cognito-idp.${stage.region}.amazonaws.com/${handedOver("userPool")}`;
    this.audience = handedOver("audience");
  }
}
