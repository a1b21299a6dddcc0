import { TenantId } from "@dormant-users/shared-types";

/** Where an object lies, read from its key. `integration` is missing for objects at the tenant's own `users/`. */
export interface ObjectLocation {
  readonly kind: "users" | "manifest";
  readonly key: string;
  readonly tenantId: TenantId;
  readonly integration?: string;
  /** The path below `users/`, or `manifest.json`. */
  readonly name: string;
}

export type KeyRefusal =
  | "odd_path"
  | "not_a_tenant_prefix"
  | "invalid_tenant"
  | "invalid_integration"
  | "not_under_users"
  | "unsupported_extension";

export type ParsedKey = { ok: true; location: ObjectLocation } | { ok: false; key: string; refusal: KeyRefusal };

const INTEGRATION = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;
const USER_FILE = /\.jsonl?(\.gz)?$/;
const MANIFEST = "manifest.json";
// S3's own limit for a key, in bytes.
const MAX_KEY_BYTES = 1024;

/**
 * Reads a key strictly: `tenant_<id>/users/…` and `tenant_<id>/<integration>/users/…` ending in `.json` or `.jsonl`, plain
 * or `.gz`; and `manifest.json` in either folder above `users`. EventBridge's `tenant_…/users/…` also matches keys such as
 * `tenant_a/x/y/users/z`, which are refused here.
 */
export function parseObjectKey(key: string): ParsedKey {
  const refuse = (refusal: KeyRefusal): ParsedKey => ({ ok: false, key, refusal });
  const segments = key.split("/");
  if (!isPlainPath(key, segments)) return refuse("odd_path");
  const [prefix = "", ...rest] = segments;
  if (!prefix.startsWith("tenant_")) return refuse("not_a_tenant_prefix");
  const tenant = TenantId.safeParse(prefix.slice("tenant_".length));
  if (!tenant.success) return refuse("invalid_tenant");

  const atTenantRoot = rest[0] === "users" || rest[0] === MANIFEST;
  const integration = atTenantRoot ? undefined : (rest[0] ?? "");
  if (integration !== undefined && !INTEGRATION.test(integration)) return refuse("invalid_integration");
  const [folder, ...below] = atTenantRoot ? rest : rest.slice(1);
  const locate = (kind: ObjectLocation["kind"], name: string): ParsedKey => ({
    ok: true,
    location: { kind, key, tenantId: tenant.data, name, ...(integration === undefined ? {} : { integration }) },
  });
  if (folder === MANIFEST && below.length === 0) return locate("manifest", MANIFEST);
  if (folder !== "users" || below.length === 0) return refuse("not_under_users");
  const name = below.join("/");
  return USER_FILE.test(name) ? locate("users", name) : refuse("unsupported_extension");
}

/** Whether the name promises one record on each line. Content decides where it says otherwise. */
export function isLineDelimitedName(key: string): boolean {
  return /\.jsonl(\.gz)?$/.test(key);
}

function isPlainPath(key: string, segments: readonly string[]): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\]/.test(key) || !key.isWellFormed() || Buffer.byteLength(key) > MAX_KEY_BYTES)
    return false;
  return segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
}
