import { accountOf } from "../normalising/account-of.ts";
import { observed } from "../normalising/activity.ts";
import { cleanText, firstEmail, firstText, fullName } from "../normalising/clean-text.ts";
import { readFlag, readId, readInstant, readList, readObject } from "../normalising/read-field.ts";
import type { CannotSignInReason } from "../normalising/source-account.ts";
import { isJsonObject, type JsonObject } from "../reading/json-object.ts";
import { primaryOf } from "./primary-value.ts";
import type { ShapeMapping } from "./shape-context.ts";

/** A user of Google's Directory API; `kind` is missing where a field mask left it out. */
export function isGoogleUser(record: JsonObject): boolean {
  if (typeof record.kind === "string") return record.kind === "admin#directory#user";
  return typeof record.primaryEmail === "string";
}

export const mapGoogleUser: ShapeMapping = (record, { snapshotAtMs }) => {
  const externalId = readId(record.id);
  const lastLogin = readInstant(record.lastLoginTime, "lastLoginTime", snapshotAtMs);
  const created = readInstant(record.creationTime, "creationTime", snapshotAtMs);
  const name = readObject(record.name);
  const organization = primaryOf(record.organizations);
  const cannotSignInReason = cannotSignIn(record);
  return accountOf({
    sourceKind: "google",
    externalId,
    email: firstEmail(record.primaryEmail, primaryOf(record.emails).address),
    displayName: firstText(name.fullName, fullName(name.givenName, name.familyName), name.displayName),
    department: cleanText(organization.department),
    title: cleanText(organization.title),
    manager: managerOf(record.relations),
    team: cleanText(record.orgUnitPath),
    privileged:
      readFlag(record.isAdmin, "isAdmin") === true || readFlag(record.isDelegatedAdmin, "isDelegatedAdmin") === true,
    mfaEnrolled: readFlag(record.isEnrolledIn2Sv, "isEnrolledIn2Sv"),
    cannotSignInReason,
    start: { reported: created, field: "creationTime" },
    // 1970 is Google's "never"; a field that is missing was not asked for, or not ours to see.
    activityReporting: lastLogin.says === "instant" || lastLogin.says === "placeholder" ? "reported" : "absent",
    activity: observed("successful_sign_in", lastLogin.says === "instant" ? [lastLogin.ms] : []),
  });
};

function cannotSignIn(record: JsonObject): CannotSignInReason | undefined {
  if (typeof record.deletionTime === "string") return "deprovisioned";
  const archived = readFlag(record.archived, "archived") === true;
  if (readFlag(record.suspended, "suspended") === true) return "suspended";
  return archived ? "archived" : undefined;
}

function managerOf(relations: unknown): string | undefined {
  const manager = readList(relations).find((relation) => isJsonObject(relation) && relation.type === "manager");
  return cleanText(readObject(manager).value);
}
