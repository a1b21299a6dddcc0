const RENEW_BEFORE_END_MS = 30_000;

async function fetchJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

/** What differs between environments: apiBase, devIssuer and remoteEntry. */
export const loadConfig = () => fetchJson("/config.json", { cache: "no-store" });

export async function listTenants(issuer) {
  const { tenants } = await fetchJson(`${issuer}/dev/tenants`);
  return tenants.map((tenant) => tenant.id ?? tenant);
}

/** Development only; TrustX has its own sign-in. Renews the token shortly before its end, and at once when told to. */
export async function signIn(issuer, tenant) {
  let current = await requestToken(issuer, tenant);
  return {
    tenant,
    async getAccessToken({ forceRefresh = false } = {}) {
      if (forceRefresh || Date.now() > current.endsAtMs - RENEW_BEFORE_END_MS) {
        current = await requestToken(issuer, tenant);
      }
      return current.token;
    },
  };
}

async function requestToken(issuer, tenant) {
  const { access_token, expires_in } = await fetchJson(`${issuer}/dev/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant }),
  });
  return { token: access_token, endsAtMs: Date.now() + expires_in * 1000 };
}
