import { App, Stack } from "aws-cdk-lib";
import { functionNameOf } from "../names.ts";
import { FUNCTION_NAMES, type FunctionName, type Stage } from "../stages.ts";
import { runningPermissions } from "./everywhere.ts";
import { permissionsOf, type Surroundings } from "./of-functions.ts";
import type { Permission } from "./permission.ts";

/** A permission with an account's placeholder where the account is known at deployment alone. */
export type ReadablePermission = Permission & { readonly function: FunctionName };

/** Every function's permissions in a stage, as text. */
export function readablePermissions(stage: Stage): readonly ReadablePermission[] {
  const stack = new Stack(new App(), "readable");
  const readable = <Value>(value: Value): Value => withoutTokens(stack.resolve(value)) as Value;
  return FUNCTION_NAMES.flatMap((name) =>
    permissionsOf(stage, name, NAMED(stage)).map((permission) => ({
      function: name,
      ...permission,
      resources: readable(permission.resources),
      ...(permission.conditions !== undefined && { conditions: readable(permission.conditions) }),
    })),
  );
}

const NAMED = ({ name, region }: Stage): Surroundings => ({
  databaseLogin: (login) =>
    `arn:aws:rds-db:${region}:<account>:dbuser:<proxy>/dormant_users_${login === "application" ? "app" : "admin"}`,
  arrivalsQueueArn: `arn:aws:sqs:${region}:<account>:dormant-users-${name}-object-arrivals`,
  eventBusArn: `arn:aws:events:${region}:<account>:event-bus/dormant-users-${name}-decisions`,
  detectDormantUsersArn: `arn:aws:lambda:${region}:<account>:function:dormant-users-${name}-detect-dormant-users:live`,
});

const PLACEHOLDERS: Readonly<Record<string, string>> = { "AWS::Partition": "aws", "AWS::AccountId": "<account>" };

function withoutTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== "object" || value === null) return value;
  if ("Fn::Join" in value) {
    const [separator, parts] = value["Fn::Join"] as [string, unknown[]];
    return parts.map(withoutTokens).join(separator);
  }
  if ("Ref" in value) return PLACEHOLDERS[value.Ref as string] ?? `<${value.Ref as string}>`;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutTokens(inner)]));
}

const START = "<!-- permissions: written by infra/bin/write-iam-document.ts -->";
const END = "<!-- /permissions -->";

/** The document with its tables written anew; the words around them are people's. */
export function withPermissionTables(document: string, stage: Stage): string {
  const [before, rest] = document.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`the document lacks its marks ${START} and ${END}`);
  const all = readablePermissions(stage);
  const shared = new Set(runningPermissions(stage, "api").map(({ sid }) => sid));
  const table = (title: string, chosen: readonly Permission[]) =>
    [`### ${title}`, "", ...aligned([["Statement", "May", "On", "Why"], ...chosen.map(toRow)])].join("\n");
  const everywhere = all.filter(({ function: name, sid }) => name === "api" && shared.has(sid));
  const tables = [
    table(
      "Every function",
      everywhere.map((permission) => forAny(stage, permission)),
    ),
    ...FUNCTION_NAMES.map((name) =>
      table(
        name,
        all.filter((permission) => permission.function === name && !shared.has(permission.sid)),
      ),
    ),
  ];
  return `${before}${START}\n\n${tables.join("\n\n")}\n\n${END}${after}`;
}

function forAny(stage: Stage, { resources, ...rest }: Permission): Permission {
  const own = functionNameOf(stage, "api");
  const any = own.replace(/api$/, "<function>");
  return { ...rest, resources: resources.map((resource) => resource.replaceAll(own, any)) };
}

function toRow({ sid, actions, resources, conditions, why, wildcard }: Permission): string[] {
  const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join("<br>");
  const onlyWhere = Object.values(conditions ?? {}).flatMap((test) =>
    Object.entries(test).map(([key, value]) => `, where \`${key}\` is \`${String(value)}\``),
  );
  const reason = wildcard === undefined ? "" : ` (\`*\`: ${wildcard})`;
  return [`\`${sid}\``, code(actions), `${code(resources)}${onlyWhere.join("")}`, `${why}${reason}`];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const [head = [], ...body] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)];
}

/** The model permissions of the analysing function as a policy of its own, for roles that are not made by these stacks. */
export function bedrockPolicy(stage: Stage): object {
  const statements = readablePermissions(stage).filter(
    ({ function: name, actions }) => name === "detect-dormant-users" && actions.includes("bedrock:InvokeModel"),
  );
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ sid, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(conditions !== undefined && { Condition: conditions }),
    })),
  };
}
