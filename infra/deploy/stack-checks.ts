import { functionNameOf, stackNameOf } from "../lib/names.ts";
import { type Check, failed, ok } from "./check.ts";
import { aws } from "./command.ts";

const OLDEST_SERVER = 16;
const SETTLED = /^(CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE$/;

const server: Check = {
  name: "database",
  why: "isolation of tenants stands on grants that came with PostgreSQL 16, and vectors on its extension",
  command: ({ region }) =>
    aws(
      "rds",
      "describe-db-instances",
      "--filters",
      "Name=engine,Values=postgres",
      "--region",
      region,
      "--output",
      "json",
    ),
  judge(answer) {
    const { DBInstances } = answer as { DBInstances: { DBInstanceIdentifier: string; EngineVersion: string }[] };
    const listed = DBInstances.map((one) => `${one.DBInstanceIdentifier} ${one.EngineVersion}`).join(", ");
    const fit = DBInstances.some(({ EngineVersion }) => Number.parseInt(EngineVersion, 10) >= OLDEST_SERVER);
    if (fit) return ok(`${listed}; RDS has pgvector from PostgreSQL 16 on`);
    return failed(listed === "" ? "no PostgreSQL server in this region" : listed, "PostgreSQL 16 or newer is needed");
  },
  unanswered: "warning",
};

const pending: Check = {
  name: "migrations",
  why: "says beforehand how many tenants the migration step will change",
  command: (stage) =>
    aws(
      "lambda",
      "list-functions",
      "--query",
      `Functions[?FunctionName=='${functionNameOf(stage, "migrate")}'].FunctionName`,
      "--region",
      stage.region,
      "--output",
      "json",
    ),
  judge(answer) {
    return (answer as string[]).length === 0
      ? ok("a first deployment: no tenant is there")
      : ok("the function is there; the migration step shows its plan before it applies it");
  },
  unanswered: "warning",
};

const settled: Check = {
  name: "stacks",
  why: "a stack that is being changed, or whose last change failed, takes no new one",
  command: (stage) =>
    aws(
      "cloudformation",
      "describe-stacks",
      "--query",
      `Stacks[?starts_with(StackName, '${stackNameOf(stage, "foundation").replace(/foundation$/, "")}')].[StackName,StackStatus]`,
      "--region",
      stage.region,
      "--output",
      "json",
    ),
  judge(answer) {
    const stacks = answer as [name: string, status: string][];
    const stuck = stacks.filter(([, status]) => !SETTLED.test(status));
    if (stuck.length === 0) return ok(stacks.length === 0 ? "none yet" : `${stacks.length}, all settled`);
    const busy = stuck.map(([name, status]) => `${name} is ${status}`).join(", ");
    return failed(
      busy,
      "Wait, or see its events in the CloudFormation console; ROLLBACK_COMPLETE must be deleted first",
    );
  },
  unanswered: "failed",
};

/** What stands already must be able to take the change. */
export const STACK_CHECKS: readonly Check[] = [server, settled, pending];
