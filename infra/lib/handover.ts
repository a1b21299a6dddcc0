/**
 * What TrustX hands over: one Parameter Store value for each, at `/trustx/<stage>/<path>`. Ids of an account are no part
 * of the code, and a stage is deployed to another account without a change of it.
 */
export const HANDOVER = {
  vpc: { path: "vpc/id", example: "vpc-0123456789abcdef0", meaning: "VPC of the database" },
  subnetA: { path: "vpc/private-subnet-a", example: "subnet-0123456789abcdef0", meaning: "private subnet, first zone" },
  subnetB: {
    path: "vpc/private-subnet-b",
    example: "subnet-0123456789abcdef1",
    meaning: "private subnet, second zone",
  },
  routeTableA: { path: "vpc/route-table-a", example: "rtb-0123456789abcdef0", meaning: "route table of the first" },
  routeTableB: { path: "vpc/route-table-b", example: "rtb-0123456789abcdef1", meaning: "route table of the second" },
  databaseInstance: { path: "database/instance", example: "trustx-dev", meaning: "identifier of the RDS instance" },
  databaseSecurityGroup: {
    path: "database/security-group",
    example: "sg-0123456789abcdef0",
    meaning: "its security group; the proxy is let in here",
  },
  userPool: { path: "auth/user-pool-id", example: "us-east-1_AbCdEfGhI", meaning: "user pool that signs the tokens" },
  audience: { path: "auth/audience", example: "1h57kf5cpq17m0eml12EXAMPLE", meaning: "app client that tokens are for" },
} as const;

export type HandoverKey = keyof typeof HANDOVER;
