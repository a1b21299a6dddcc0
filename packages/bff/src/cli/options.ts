import { AccountType, DormancyState, InactiveDays, InstantInput, TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import type { Option } from "./command.ts";

/** A reader for one option's text that explains a refusal in one line. */
export function parseWith<Schema extends z.ZodType<unknown, string>>(
  schema: Schema,
): (text: string) => z.output<Schema> {
  return (text) => {
    const result = schema.safeParse(text);
    if (!result.success) throw new Error(result.error.issues.map((issue) => issue.message).join("; "));
    return result.data;
  };
}

const wholeNumber = <Schema extends z.ZodType<number, number>>(schema: Schema) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(schema);

/** Comma-separated words of a closed list, or `all`. */
const wordsOf = <Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .string()
    .transform((text) => text.split(",").map((word) => word.trim()))
    .pipe(z.array(z.enum([...words, "all"], `must be among ${[...words, "all"].join(", ")}`)).min(1));

export const tenantOption: Option = {
  syntax: "--tenant <id>",
  description: "the tenant",
  required: true,
  parse: parseWith(TenantId),
};

export const asOfOption: Option = {
  syntax: "--as-of <instant>",
  description: "the instant to speak of, ISO 8601 with Z or an offset",
  parse: parseWith(InstantInput),
};

export const inactiveDaysOption: Option = {
  syntax: "--inactive-days <n>",
  description: "threshold in days, 1 to 3650 (default: the tenant's setting)",
  parse: parseWith(wholeNumber(InactiveDays)),
};

export const stateOption: Option = {
  syntax: "--state <states>",
  description: "states to list, separated by commas, or all (default: dormant,never_active)",
  parse: parseWith(wordsOf(DormancyState.options as [DormancyState, ...DormancyState[]])),
};

export const accountTypeOption: Option = {
  syntax: "--account-type <types>",
  description: "account types to judge, separated by commas, or all, which also lifts the exemption of types",
  parse: parseWith(wordsOf(AccountType.options as [AccountType, ...AccountType[]])),
};

export const portOption: Option = {
  syntax: "--port <n>",
  description: "port to listen on; 0 takes a free one",
  parse: parseWith(wholeNumber(z.int().min(0).max(65_535))),
};
