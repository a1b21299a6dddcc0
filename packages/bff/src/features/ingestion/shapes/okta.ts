import { accountOf } from "../normalising/account-of.ts";
import { accountTypeOfWord } from "../normalising/account-type.ts";
import { observed } from "../normalising/activity.ts";
import { cleanText, firstEmail, firstText, fullName } from "../normalising/clean-text.ts";
import { readId, readInstant, readObject } from "../normalising/read-field.ts";
import type { CannotSignInReason } from "../normalising/source-account.ts";
import { isJsonObject, type JsonObject } from "../reading/json-object.ts";
import type { ShapeMapping } from "./shape-context.ts";

// LOCKED_OUT, PASSWORD_EXPIRED, RECOVERY and PROVISIONED are live accounts.
const CANNOT_SIGN_IN: Readonly<Record<string, CannotSignInReason>> = {
  STAGED: "not_activated",
  SUSPENDED: "suspended",
  DEPROVISIONED: "deprovisioned",
};

/** A user as `GET /api/v1/users` lists it. An application's user has `syncState` besides, and never a `lastLogin`. */
export function isOktaUser(record: JsonObject): boolean {
  const { profile, status } = record;
  if (!isJsonObject(profile) || typeof status !== "string" || "syncState" in record) return false;
  return typeof profile.login === "string" || typeof profile.email === "string" || "lastLogin" in record;
}

export const mapOktaUser: ShapeMapping = (record, { snapshotAtMs }) => {
  const externalId = readId(record.id);
  const profile = readObject(record.profile);
  const lastLogin = readInstant(record.lastLogin, "lastLogin", snapshotAtMs);
  const activated = readInstant(record.activated, "activated", snapshotAtMs);
  const created = readInstant(record.created, "created", snapshotAtMs);
  const cannotSignInReason = CANNOT_SIGN_IN[String(record.status).trim().toUpperCase()];
  return accountOf({
    sourceKind: "okta",
    externalId,
    email: firstEmail(profile.email, profile.login),
    displayName: firstText(profile.displayName, fullName(profile.firstName, profile.lastName)),
    department: cleanText(profile.department),
    title: cleanText(profile.title),
    manager: firstText(profile.manager, profile.managerId),
    accountType: accountTypeOfWord(profile.userType),
    cannotSignInReason,
    start:
      activated.says === "instant"
        ? { reported: activated, field: "activated" }
        : { reported: created, field: "created" },
    // Users from before July 2013 lack the field: absent is never, as null is.
    activityReporting: lastLogin.says === "ahead" ? "absent" : "reported",
    activity: observed("successful_sign_in", lastLogin.says === "instant" ? [lastLogin.ms] : []),
  });
};
