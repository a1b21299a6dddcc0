import { accountOf } from "../normalising/account-of.ts";
import { observed } from "../normalising/activity.ts";
import { cleanEmail, cleanList, cleanText, firstEmail, firstText, fullName } from "../normalising/clean-text.ts";
import {
  type ReportedInstant,
  readFlag,
  readId,
  readInstant,
  readList,
  readObject,
} from "../normalising/read-field.ts";
import type { ActivityReporting, CannotSignInReason, ObservedActivity } from "../normalising/source-account.ts";
import { isJsonObject, type JsonObject } from "../reading/json-object.ts";
import type { ShapeMapping } from "./shape-context.ts";

const EXTERNAL_MARK = "#EXT#";

/** A Microsoft Graph user, whichever of its properties were selected. */
export function isEntraUser(record: JsonObject): boolean {
  const type = record["@odata.type"];
  if (typeof type === "string") return type.toLowerCase() === "#microsoft.graph.user";
  return typeof record.userPrincipalName === "string" || "signInActivity" in record || "accountEnabled" in record;
}

export const mapEntraUser: ShapeMapping = (record, { snapshotAtMs }) => {
  const externalId = readId(record.id);
  const created = readInstant(record.createdDateTime, "createdDateTime", snapshotAtMs);
  const cannotSignInReason = cannotSignIn(record);
  return accountOf({
    sourceKind: "entra",
    externalId,
    email: emailOf(record),
    displayName: firstText(record.displayName, fullName(record.givenName, record.surname)),
    department: cleanText(record.department),
    title: cleanText(record.jobTitle),
    manager: managerOf(readObject(record.manager)),
    groups: cleanList(readList(record.memberOf).map((group) => readObject(group).displayName)),
    licences: cleanList(readList(record.assignedLicenses).map((licence) => readObject(licence).skuId)),
    accountType: isGuest(record) ? "guest" : "human",
    cannotSignInReason,
    start: { reported: created, field: "createdDateTime" },
    ...signInsOf(record.signInActivity, snapshotAtMs),
  });
};

/**
 * The last successful sign-in decides alone where it is known: the other two also move on failed attempts. Without it (no
 * backfill before December 2023) both attempts are kept, under their own basis.
 */
function signInsOf(
  signIns: unknown,
  snapshotAtMs: number,
): { activityReporting: ActivityReporting; activity: ObservedActivity[] } {
  const fields = readObject(signIns);
  const read = (field: string) => readInstant(fields[field], `signInActivity.${field}`, snapshotAtMs);
  const successful = read("lastSuccessfulSignInDateTime");
  const interactive = read("lastSignInDateTime");
  const nonInteractive = read("lastNonInteractiveSignInDateTime");
  const all = [successful, interactive, nonInteractive];
  const activity =
    successful.says === "instant"
      ? observed("successful_sign_in", [successful.ms])
      : [
          ...observed("non_interactive", instantsOf(nonInteractive)),
          ...observed("attempted_sign_in", instantsOf(interactive)),
        ];
  // An object without any of the three is what a failed selection gives, not a statement about the user.
  const says = all.some(({ says }) => says === "null" || says === "placeholder");
  const ahead = all.some(({ says }) => says === "ahead");
  return { activity, activityReporting: activity.length > 0 || (says && !ahead) ? "reported" : "absent" };
}

function instantsOf(reported: ReportedInstant): number[] {
  return reported.says === "instant" ? [reported.ms] : [];
}

function cannotSignIn(record: JsonObject): CannotSignInReason | undefined {
  if (typeof record.deletedDateTime === "string") return "deprovisioned";
  return readFlag(record.accountEnabled, "accountEnabled") === false ? "account_disabled" : undefined;
}

function isGuest({ userType, userPrincipalName }: JsonObject): boolean {
  if (typeof userType === "string") return userType.trim().toLowerCase() === "guest";
  return typeof userPrincipalName === "string" && userPrincipalName.toUpperCase().includes(EXTERNAL_MARK);
}

/** `mail`, else the principal name; a guest's principal name is its own address with `_` for `@` before `#EXT#`. */
function emailOf({ mail, userPrincipalName }: JsonObject): string | undefined {
  const stated = cleanEmail(mail);
  if (stated !== undefined || typeof userPrincipalName !== "string") return stated;
  const mark = userPrincipalName.toUpperCase().indexOf(EXTERNAL_MARK);
  if (mark < 0) return cleanEmail(userPrincipalName);
  const own = userPrincipalName.slice(0, mark);
  const at = own.lastIndexOf("_");
  return at < 0 ? undefined : cleanEmail(`${own.slice(0, at)}@${own.slice(at + 1)}`);
}

function managerOf(manager: JsonObject): string | undefined {
  return isJsonObject(manager)
    ? firstText(manager.displayName, firstEmail(manager.mail, manager.userPrincipalName), manager.id)
    : undefined;
}
