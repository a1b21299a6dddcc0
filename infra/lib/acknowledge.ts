import { Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";
import type { Permission } from "./permissions/permission.ts";

/** Findings of cdk-nag that are meant, each with its reason; any other finding stops the synthesis. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}

/** The wildcards of permissions, which say themselves why. */
export function acknowledgeWildcards(construct: IConstruct, permissions: readonly Permission[]): void {
  for (const { resources, wildcard } of permissions) {
    if (wildcard === undefined) continue;
    for (const resource of resources.filter((name) => name.includes("*"))) {
      acknowledge(construct, { [`AwsSolutions-IAM5[Resource::${asNagWrites(construct, resource)}]`]: wildcard });
    }
  }
}

/** cdk-nag names what is only known at deployment in angle brackets: `<AWS::AccountId>`. */
function asNagWrites(construct: IConstruct, text: string): string {
  const resolved: unknown = Stack.of(construct).resolve(text);
  if (typeof resolved === "string") return resolved;
  const [, parts] = (resolved as { "Fn::Join": [string, readonly (string | { Ref: string })[]] })["Fn::Join"];
  return parts.map((part) => (typeof part === "string" ? part : `<${part.Ref}>`)).join("");
}
