const PRIVILEGED_WORDS: ReadonlySet<string> = new Set([
  "admin",
  "admins",
  "administrator",
  "administrators",
  "superadmin",
  "superuser",
  "sysadmin",
  "root",
]);
const PRIVILEGED_ROLES: ReadonlySet<string> = new Set(["owner", "account owner", "organization owner", "tenant owner"]);

/** Whether a role's name says that it administers something: one of a few words in it, or an owner of the whole. */
export function isPrivilegedRole(role: unknown): boolean {
  if (typeof role !== "string") return false;
  const words = role
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
  return words.some((word) => PRIVILEGED_WORDS.has(word)) || PRIVILEGED_ROLES.has(words.join(" "));
}
