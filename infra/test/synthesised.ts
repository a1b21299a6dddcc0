import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Template } from "aws-cdk-lib/assertions";
import { inject } from "vitest";
import type { StackPart } from "../lib/names.ts";
import type { StageName } from "../lib/stages.ts";

/** A stack's template as the one synthesis of this run left it. */
export function templateOf(stage: StageName, part: StackPart): Template {
  const text = readFileSync(join(inject("synthesis"), stage, `${part}.template.json`), "utf8");
  return Template.fromJSON(JSON.parse(text) as Record<string, unknown>);
}

/** What CloudFormation makes of a value: the joins and references that a synthesised template holds, as text. */
export function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  const [[operation, operand]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  if (operation === "Fn::Join") {
    const [separator, parts] = operand as [string, unknown[]];
    return parts.map(textOf).join(separator);
  }
  if (operation === "Ref") return KNOWN[operand as string] ?? `<${operand as string}>`;
  if (operation === "Fn::GetAtt") return `<${(operand as string[]).join(".")}>`;
  if (operation === "Fn::GetStackOutput") return `<${(operand as { OutputName: string }).OutputName}>`;
  if (operation === "Fn::Select" && JSON.stringify(operand).includes("DBProxyArn")) return "<proxy>";
  throw new Error(`cannot say what ${operation} is`);
}

const KNOWN: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::AccountId": "111122223333",
  "AWS::Region": "us-east-1",
};
