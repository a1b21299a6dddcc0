import { toInstant } from "./instant-text.ts";
import type { ReportedInstant } from "./read-field.ts";
import type { SourceAccount } from "./source-account.ts";

type Stated = Pick<SourceAccount, "sourceKind" | "externalId" | "activityReporting" | "activity">;
type MayBeMissing = Omit<SourceAccount, keyof Stated | "canSignIn" | "accountStartAt" | "accountStartField">;

/** What a shape's mapping finds; a missing fact may be undefined. */
export type AccountFacts = Stated & { [Fact in keyof MayBeMissing]?: MayBeMissing[Fact] | undefined } & {
  /** When the account could first be used, and the field that says so. */
  readonly start: { readonly reported: ReportedInstant; readonly field: string };
};

/** Completes the facts: no groups, a human without privilege who can sign in, unless something says otherwise. */
export function accountOf({ start, ...facts }: AccountFacts): SourceAccount {
  const account = {
    groups: [],
    licences: [],
    privileged: false,
    ...facts,
    accountType: facts.accountType ?? "human",
    canSignIn: facts.cannotSignInReason === undefined,
    ...(start.reported.says === "instant"
      ? { accountStartAt: toInstant(start.reported.ms), accountStartField: start.field }
      : {}),
  };
  // A missing fact is a missing key, so that equal accounts have equal JSON.
  return Object.fromEntries(Object.entries(account).filter(([, fact]) => fact !== undefined)) as SourceAccount;
}
