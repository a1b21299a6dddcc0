import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { routedRegionsOf } from "../lib/permissions/bedrock.ts";
import { toStatement } from "../lib/permissions/permission.ts";
import { bedrockPolicy, readablePermissions, withPermissionTables } from "../lib/permissions/permission-document.ts";
import { STAGE_NAMES, STAGES } from "../lib/stages.ts";
import { effectivePermissions } from "./effective-permissions.ts";
import { templateOf } from "./synthesised.ts";

describe.each(STAGE_NAMES)("roles of stage %s", (stage) => {
  const parts = ["migration", "application"] as const;
  const all = parts.flatMap((part) => effectivePermissions(templateOf(stage, part)));
  const of = (name: string) => all.filter(({ role }) => role === `dormant-users-${stage}-${name}`);
  const holders = (action: string) => [
    ...new Set(
      all.filter((one) => one.action === action).map(({ role }) => role.slice(`dormant-users-${stage}-`.length)),
    ),
  ];

  it("hold exactly what the document says: no construct added or dropped anything", () => {
    const named = new Set(all.map(({ role }) => role));
    const written = readablePermissions(STAGES[stage])
      .filter(({ function: name }) => named.has(`dormant-users-${stage}-${name}`))
      .flatMap(({ function: name, sid, actions, resources }) =>
        actions.flatMap((action) =>
          resources.map((resource) => `${name} ${sid} ${action} ${resource.replaceAll("<account>", "111122223333")}`),
        ),
      );
    const given = all.map(
      ({ role, sid, action, resource }) =>
        `${role.slice(`dormant-users-${stage}-`.length)} ${sid} ${action} ${resource}`,
    );
    expect(given.toSorted()).toEqual(written.toSorted());
  });

  it("name every action, and no resource by * but where AWS knows none", () => {
    expect(all.filter(({ action }) => action.includes("*"))).toEqual([]);
    const onAnything = all.filter(({ resource }) => resource === "*").map(({ action }) => action.split(":")[0]);
    expect([...new Set(onAnything)].toSorted()).toEqual(["ec2", "xray"]);
  });

  it("let only the functions that analyse call models", () => {
    expect(holders("bedrock:InvokeModel")).toEqual(["generate-user-embeddings", "detect-dormant-users"]);
    expect(of("generate-user-embeddings").filter(({ action }) => action === "bedrock:InvokeModel")).toEqual([
      expect.objectContaining({ resource: expect.stringContaining("foundation-model/amazon.titan-embed-text-v2:0") }),
    ]);
  });

  it("reach the model in every region the profile routes to", () => {
    const { region, models } = STAGES[stage];
    const models_ = of("detect-dormant-users").filter(({ sid }) => sid === "CallChatModelWhereRouted");
    const regions = models_.map(({ resource }) => resource.split(":")[3]);
    expect(regions).toEqual(routedRegionsOf(models.chatModelId, region));
    expect(regions).toEqual(expect.arrayContaining(["us-east-1", "us-east-2", "us-west-2"]));
    expect(new Set(models_.map(({ resource }) => resource.split("/")[1]))).toEqual(
      new Set([models.chatModelId.replace(/^us\./, "")]),
    );
  });

  it("read no secret, decrypt nothing, and write no object of the integrations bucket", () => {
    for (const service of ["secretsmanager", "kms", "iam", "sts"]) {
      expect(all.filter(({ action }) => action.startsWith(`${service}:`))).toEqual([]);
    }
    const ofBucket = all.filter(({ resource }) => resource.includes(STAGES[stage].integrationsBucket));
    expect(new Set(ofBucket.map(({ action }) => action))).toEqual(new Set(["s3:GetObject", "s3:ListBucket"]));
  });

  it("let the migration alone administrate the database; all others use the powerless login", () => {
    const logins = all
      .filter(({ action }) => action === "rds-db:connect")
      .map(({ resource }) => resource.split("/")[1]);
    expect(new Set(logins)).toEqual(new Set(["dormant_users_app", "dormant_users_admin"]));
    const administrators = all.filter(({ resource }) => resource.endsWith("/dormant_users_admin"));
    expect(administrators.map(({ role }) => role)).toEqual([`dormant-users-${stage}-migrate`]);
  });
});

it("refuses a wildcard without a reason, and any in an action", () => {
  const permission = { sid: "S", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"], why: "reads" };
  expect(() => toStatement(permission)).toThrow(/without a reason/);
  expect(() => toStatement({ ...permission, actions: ["s3:*"], wildcard: "all" })).toThrow(/named exactly/);
});

it("has a document and a policy file that are up to date (pnpm docs:iam writes them)", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const document = read("docs/IAM_BEDROCK_SETUP.md");
  expect(document).toBe(withPermissionTables(document, STAGES.dev));
  expect(JSON.parse(read("resources/iam/bedrock-policy.json"))).toEqual(bedrockPolicy(STAGES.dev));
});
