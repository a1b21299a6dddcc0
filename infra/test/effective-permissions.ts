import type { Template } from "aws-cdk-lib/assertions";
import { textOf } from "./synthesised.ts";

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

export interface EffectivePermission {
  readonly role: string;
  readonly sid: string;
  readonly action: string;
  readonly resource: string;
}

const list = <Item>(value: Item | readonly Item[]): readonly Item[] => (Array.isArray(value) ? value : [value as Item]);

/** Every action on every resource that a template gives to a function's role, by whatever way it is attached. */
export function effectivePermissions(template: Template): readonly EffectivePermission[] {
  const roles = Object.entries(template.findResources("AWS::IAM::Role"));
  const policies = [
    ...Object.values(template.findResources("AWS::IAM::Policy")),
    ...Object.values(template.findResources("AWS::IAM::ManagedPolicy")),
  ];
  const functions = Object.values(template.findResources("AWS::Lambda::Function"));
  return functions.flatMap(({ Properties }) => {
    const roleId = (Properties.Role as { "Fn::GetAtt": [string, string] })["Fn::GetAtt"][0];
    const role = roles.find(([id]) => id === roleId)?.[1];
    if (role === undefined) throw new Error(`${roleId} is not in the template`);
    if (role.Properties.ManagedPolicyArns !== undefined) throw new Error(`${roleId} has managed policies`);
    const attached = policies.filter((policy) =>
      (policy.Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === roleId),
    );
    const documents = [...(role.Properties.Policies ?? []), ...attached.map((policy) => policy.Properties)];
    return documents
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement as readonly Statement[])
      .flatMap((statement) => effects(textOf(role.Properties.RoleName), statement));
  });
}

function effects(role: string, { Sid = "", Effect, Action, Resource }: Statement): readonly EffectivePermission[] {
  if (Effect !== "Allow") throw new Error(`${role}: ${Effect} is not expected`);
  return list(Action).flatMap((action) =>
    list(Resource).map((resource) => ({ role, sid: Sid, action, resource: textOf(resource) })),
  );
}
