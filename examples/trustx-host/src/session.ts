const RENEW_BEFORE_END_MS = 30_000;

export interface Tenant {
  readonly id: string;
  readonly name: string;
}

/** A sign-in, kept in memory alone: closing the page ends it. */
export interface Session {
  readonly tenant: Tenant;
  /** Empty where the token does not say. */
  readonly scopes: readonly string[];
  getAccessToken(options?: { forceRefresh?: boolean }): Promise<string>;
}

/** The tenants a developer can sign in to. */
export async function listTenants(issuer: string): Promise<Tenant[]> {
  const response = await fetch(`${issuer}/dev/tenants`);
  if (!response.ok) throw new Error(`the development issuer answered ${response.status}`);
  const body = (await response.json()) as { tenants?: unknown } | unknown[];
  const list = Array.isArray(body) ? body : Array.isArray(body.tenants) ? body.tenants : [];
  return list.flatMap((entry: unknown) => {
    const tenant = (typeof entry === "string" ? { id: entry } : entry) as { id?: string; name?: string };
    return tenant.id ? [{ id: tenant.id, name: tenant.name ?? titleOf(tenant.id) }] : [];
  });
}

/** Signs in with a development token. Renews it shortly before its end, and at once when told to. */
export async function signIn(issuer: string, tenant: Tenant): Promise<Session> {
  let current = await requestToken(issuer, tenant.id);
  return {
    tenant,
    scopes: scopesOf(current.token),
    async getAccessToken({ forceRefresh = false } = {}) {
      if (forceRefresh || Date.now() > current.endsAtMs - RENEW_BEFORE_END_MS) {
        current = await requestToken(issuer, tenant.id);
      }
      return current.token;
    },
  };
}

async function requestToken(issuer: string, tenant: string): Promise<{ token: string; endsAtMs: number }> {
  const response = await fetch(`${issuer}/dev/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant }),
  });
  if (!response.ok) throw new Error(`the development issuer answered ${response.status}`);
  const { access_token, expires_in } = (await response.json()) as { access_token: string; expires_in: number };
  return { token: access_token, endsAtMs: Date.now() + expires_in * 1000 };
}

function scopesOf(token: string): string[] {
  const { scope, scp, scopes } = claimsOf(token);
  const stated = scope ?? scp ?? scopes;
  return Array.isArray(stated) ? stated.map(String) : typeof stated === "string" ? stated.split(" ") : [];
}

/** What the token says of itself; read for convenience, judged by the API alone. */
function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = token.split(".")[1] ?? "";
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function titleOf(id: string): string {
  return id.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? " " : "") + letter.toUpperCase());
}
