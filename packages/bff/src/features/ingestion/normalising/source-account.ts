import { AccountType, ActivityBasis, DormancyReason, Instant } from "@dormant-users/shared-types";
import { z } from "zod";
import { SourceKind } from "../source-kind.ts";

/** The reasons for `disabled` that a record itself can show. */
export const CannotSignInReason = DormancyReason.extract([
  "not_activated",
  "suspended",
  "deprovisioned",
  "archived",
  "account_disabled",
]);
export type CannotSignInReason = z.infer<typeof CannotSignInReason>;

/**
 * Whether the record says when the account was last used: `reported` also where it says never. `absent` is resolved over the
 * whole source: never, if another of its records is `reported`; else unknown. `not_supported`: the shape has no such field.
 */
export const ActivityReporting = z.enum(["reported", "absent", "not_supported"]);
export type ActivityReporting = z.infer<typeof ActivityReporting>;

export const ObservedBasis = ActivityBasis.exclude(["none"]);
export type ObservedBasis = z.infer<typeof ObservedBasis>;

/** Known instants of activity of one basis: ascending, each once. */
export const ObservedActivity = z.object({ basis: ObservedBasis, instants: z.array(Instant).min(1) });
export type ObservedActivity = z.infer<typeof ObservedActivity>;

export const MAX_TEXT_LENGTH = 256;
export const MAX_LIST_LENGTH = 200;

const Text = z
  .string()
  .min(1)
  .max(2 * MAX_TEXT_LENGTH);
const TextList = z.array(Text).max(MAX_LIST_LENGTH);

/** What one record of one source says about one account, in the product's words. */
export const SourceAccount = z.object({
  sourceKind: SourceKind,
  externalId: Text,
  /** As written, trimmed and NFC. */
  email: z.string().max(320).optional(),
  displayName: Text.optional(),
  department: Text.optional(),
  title: Text.optional(),
  /** Name, e-mail or id of the manager, as the source gives it. */
  manager: Text.optional(),
  team: Text.optional(),
  /** Sorted, each once, at most 200. */
  groups: TextList,
  licences: TextList,
  accountType: AccountType,
  privileged: z.boolean(),
  /** Missing where the source does not say. */
  mfaEnrolled: z.boolean().optional(),
  canSignIn: z.boolean(),
  cannotSignInReason: CannotSignInReason.optional(),
  /** When the account could first be used, and the provider's field that says so. */
  accountStartAt: Instant.optional(),
  accountStartField: Text.optional(),
  activityReporting: ActivityReporting,
  /** One entry for each basis that was observed. */
  activity: z.array(ObservedActivity).max(ObservedBasis.options.length),
  /** Every activity from this instant on is in `activity`; missing: only the newest is known. */
  historyCompleteFrom: Instant.optional(),
});
export type SourceAccount = z.infer<typeof SourceAccount>;
