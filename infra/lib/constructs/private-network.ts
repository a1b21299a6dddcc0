import {
  GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  type ISecurityGroup,
  type IVpc,
  Port,
  SecurityGroup,
} from "aws-cdk-lib/aws-ec2";
import { Construct } from "constructs";

/** The services that our functions call, and nothing else: each costs by the hour and zone. */
const ENDPOINTS = {
  bedrock: InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,
  events: InterfaceVpcEndpointAwsService.EVENTBRIDGE,
  lambda: InterfaceVpcEndpointAwsService.LAMBDA,
  keys: InterfaceVpcEndpointAwsService.COGNITO_IDP,
} as const;

/** Where our functions live: they reach the database, the cache and AWS's own endpoints, and not the internet. */
export class PrivateNetwork extends Construct {
  readonly functions: ISecurityGroup;
  readonly database: ISecurityGroup;
  readonly cache: ISecurityGroup;

  constructor(scope: Construct, id: string, vpc: IVpc, trustxDatabase: ISecurityGroup) {
    super(scope, id);
    const group = (name: string, description: string) =>
      new SecurityGroup(this, name, { vpc, description, allowAllOutbound: false });
    const functions = group("Functions", "Dormant users: the functions");
    const endpoints = group("Endpoints", "Dormant users: AWS services");
    const database = group("DatabaseProxy", "Dormant users: the database proxy");
    const cache = group("Cache", "Dormant users: remembered answers");

    const allow = (from: SecurityGroup, to: SecurityGroup, port: Port, why: string) => {
      from.addEgressRule(to, port, why);
      to.addIngressRule(from, port, why);
    };
    allow(functions, endpoints, Port.tcp(443), "AWS services");
    allow(functions, database, Port.tcp(5432), "database");
    allow(functions, cache, Port.tcp(6379), "remembered answers");
    database.addEgressRule(trustxDatabase, Port.tcp(5432), "TrustX's PostgreSQL");
    trustxDatabase.addIngressRule(database, Port.tcp(5432), "Dormant users: the database proxy");

    for (const [name, service] of Object.entries(ENDPOINTS)) {
      new InterfaceVpcEndpoint(this, `Endpoint-${name}`, {
        vpc,
        service,
        privateDnsEnabled: true,
        securityGroups: [endpoints],
        subnets: { subnets: vpc.privateSubnets },
        open: false,
      });
    }
    new GatewayVpcEndpoint(this, "Endpoint-s3", {
      vpc,
      service: GatewayVpcEndpointAwsService.S3,
      subnets: [{ subnets: vpc.privateSubnets }],
    });
    this.functions = functions;
    this.database = database;
    this.cache = cache;
  }
}
