import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { ISecurityGroup } from "aws-cdk-lib/aws-ec2";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { DatabaseProxy, ProxyTarget } from "aws-cdk-lib/aws-rds";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import type { TrustxResources } from "./trustx.ts";

/** Logins of the database: the first may do nothing but step into a tenant's role, the second makes tenants. */
export const LOGINS = { application: "dormant_users_app", administration: "dormant_users_admin" } as const;

interface DatabaseAccessProps {
  readonly stage: Stage;
  readonly trustx: TrustxResources;
  readonly securityGroup: ISecurityGroup;
  readonly key: IKey;
}

/** The way to TrustX's PostgreSQL. Functions show the proxy an IAM token; only the proxy reads the logins' passwords. */
export class DatabaseAccess extends Construct {
  readonly proxy: DatabaseProxy;

  constructor(scope: Construct, id: string, { stage, trustx, securityGroup, key }: DatabaseAccessProps) {
    super(scope, id);
    acknowledge(this, {
      "AwsSolutions-SMG4":
        "Rotating needs a function that may change logins of TrustX's database; the runbook rotates by hand, which the proxy follows without a deployment.",
    });
    const secrets = Object.entries(LOGINS).map(
      ([use, username]) =>
        new Secret(this, `Login-${use}`, {
          secretName: nameOf(stage, `database-${use}`),
          description: `Dormant users: login ${username} of the database`,
          encryptionKey: key,
          removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
          generateSecretString: {
            secretStringTemplate: JSON.stringify({ username }),
            generateStringKey: "password",
            excludePunctuation: true,
            passwordLength: 40,
          },
        }),
    );
    this.proxy = new DatabaseProxy(this, "Proxy", {
      dbProxyName: nameOf(stage, "database"),
      proxyTarget: ProxyTarget.fromInstance(trustx.database),
      secrets,
      vpc: trustx.vpc,
      vpcSubnets: { subnets: trustx.vpc.privateSubnets },
      securityGroups: [securityGroup],
      iamAuth: true,
      requireTLS: true,
      // Our sessions are pinned (docs/adr/0071): one that idles holds a backend that another could use.
      idleClientTimeout: Duration.minutes(5),
      borrowTimeout: Duration.seconds(10),
      maxConnectionsPercent: 50,
    });
  }

  /** As `DATABASE_URL` takes it; the password is the token that the function makes. */
  url(login: keyof typeof LOGINS, databaseName: string): string {
    return `postgres://${LOGINS[login]}@${this.proxy.endpoint}:5432/${databaseName}?sslmode=verify-full`;
  }
}
