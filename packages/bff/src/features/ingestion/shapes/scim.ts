import { accountOf } from "../normalising/account-of.ts";
import { accountTypeOfWord } from "../normalising/account-type.ts";
import { cleanList, cleanText, firstEmail, firstText, fullName } from "../normalising/clean-text.ts";
import { isPrivilegedRole } from "../normalising/privileged-role.ts";
import { readFlag, readId, readInstant, readList, readObject } from "../normalising/read-field.ts";
import { isJsonObject, type JsonObject } from "../reading/json-object.ts";
import { primaryOf } from "./primary-value.ts";
import type { ShapeMapping } from "./shape-context.ts";

const CORE_USER = "urn:ietf:params:scim:schemas:core:2.0:user";
const ENTERPRISE_USER = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user";

/** A SCIM 2.0 User by its schemas. */
export function isScimUser(record: JsonObject): boolean {
  const schemas = readList(foldedNames(record).schemas);
  return schemas.some((urn) => typeof urn === "string" && urn.toLowerCase() === CORE_USER);
}

/** Whether a record that names no schemas may still be a SCIM user, inside a ListResponse. */
export function mayBeScimUser(record: JsonObject): boolean {
  const folded = foldedNames(record);
  const type = foldedNames(readObject(folded.meta)).resourcetype;
  return folded.schemas === undefined && typeof folded.username === "string" && (type === undefined || type === "User");
}

/** SCIM says nothing about use: `meta.lastModified` is a change of the record. */
export const mapScimUser: ShapeMapping = (record, { snapshotAtMs }) => {
  const user = foldedNames(record);
  const externalId = readId(user.id);
  const name = foldedNames(readObject(user.name));
  const enterprise = foldedNames(readObject(user[ENTERPRISE_USER]));
  const manager = foldedNames(readObject(enterprise.manager));
  const created = readInstant(foldedNames(readObject(user.meta)).created, "meta.created", snapshotAtMs);
  // Optional, and administrative where it is given: only false disables.
  const isActive = readFlag(user.active, "active") !== false;
  return accountOf({
    sourceKind: "scim",
    externalId,
    email: firstEmail(primaryOf(valuesOf(user.emails)).value, user.username),
    displayName: firstText(user.displayname, name.formatted, fullName(name.givenname, name.familyname), user.username),
    department: cleanText(enterprise.department),
    title: cleanText(user.title),
    manager: firstText(manager.displayname, manager.value, enterprise.manager),
    groups: cleanList(valuesOf(user.groups).map((group) => firstText(group.display, group.value))),
    accountType: accountTypeOfWord(user.usertype),
    privileged: valuesOf(user.roles).some((role) => isPrivilegedRole(role.value) || isPrivilegedRole(role.display)),
    cannotSignInReason: isActive ? undefined : "account_disabled",
    start: { reported: created, field: "meta.created" },
    activityReporting: "not_supported",
    activity: [],
  });
};

/** The record with its names in lower case, as RFC 7643 (2.1) compares them; schema URNs are names like any other. */
function foldedNames(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Values of a multi-valued attribute; some servers send plain texts, or a single value without its list. */
function valuesOf(attribute: unknown): JsonObject[] {
  const values = isJsonObject(attribute) || typeof attribute === "string" ? [attribute] : readList(attribute);
  return values.flatMap((value) => {
    if (isJsonObject(value)) return [foldedNames(value)];
    return typeof value === "string" ? [{ value }] : [];
  });
}
