import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenantId } from "@dormant-users/shared-types";
import { decodeJwt } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestApp } from "../../test/http/test-app.ts";
import { DEV_AUDIENCE, DEV_ISSUER, DevIssuerRefusedError, openDevIssuer } from "../adapters/dev-issuer/dev-issuer.ts";
import { createTokenVerifier } from "../adapters/jwt/token-verifier.ts";
import { developmentToken } from "../composition/choose-auth.ts";
import { loadConfig } from "../config/load-config.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "dev-issuer-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const config = (environment: Record<string, string> = {}) => loadConfig({ dataDir }, environment);
const tenant = "northwind" as TenantId;

async function developmentApp() {
  const issuer = await openDevIssuer(config(), dataDir);
  const verifier = createTokenVerifier({
    keys: issuer.keys,
    issuer: DEV_ISSUER,
    audience: DEV_AUDIENCE,
    algorithms: ["ES256"],
    tenantClaim: "tenant",
    scopeClaim: "scope",
  });
  const { app } = createTestApp({ services: { verifier, dev: { issuer, listTenants: async () => ["northwind"] } } });
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  return {
    get: (path: string, address = "127.0.0.1", host = "http://localhost:8787") =>
      app.request(`${host}${path}`, {}, from(address)),
    post: (body: unknown, address = "127.0.0.1") =>
      app.request(
        "http://localhost:8787/dev/token",
        { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
        from(address),
      ),
    list: (token: string) =>
      app.request("/profile360/insights/dormant-users", { headers: { authorization: `Bearer ${token}` } }),
  };
}

describe("the development issuer", () => {
  it("signs in as a tenant, with the scopes and lifetime asked for", async () => {
    const dev = await developmentApp();
    const answer = (await (await dev.post({ tenant, scopes: ["insights:read"], ttl: "15m" })).json()) as {
      access_token: string;
      expires_in: number;
    };
    const token = answer.access_token;
    expect(answer.expires_in).toBe(900);
    const { iat = 0, exp = 0, scope } = decodeJwt(token);
    expect([exp - iat, scope]).toEqual([900, "insights:read"]);
    expect((await dev.list(token)).status).toBe(200);
    expect(await (await dev.get("/dev/tenants")).json()).toEqual({ tenants: ["northwind"] });
  });

  it("publishes the public key alone", async () => {
    const dev = await developmentApp();
    const { keys } = (await (await dev.get("/dev/.well-known/jwks.json")).json()) as { keys: object[] };
    expect(keys).toEqual([
      {
        kty: "EC",
        crv: "P-256",
        x: expect.any(String),
        y: expect.any(String),
        kid: expect.any(String),
        alg: "ES256",
        use: "sig",
      },
    ]);
  });

  it.each([{ tenant: "x'; drop" }, { tenant, ttl: "99h" }, { tenant, scopes: ["root"] }, {}, { tenant, extra: 1 }])(
    "refuses %j",
    async (body) => {
      expect((await (await developmentApp()).post(body)).status).toBe(400);
    },
  );

  it("does not exist for other machines, nor for a page that points its own name here", async () => {
    const dev = await developmentApp();
    expect((await dev.post({ tenant }, "10.1.2.3")).status).toBe(404);
    expect((await dev.get("/dev/tenants", "::ffff:127.0.0.1")).status).toBe(200);
    expect((await dev.get("/dev/tenants", "127.0.0.1", "http://evil.example:8787")).status).toBe(404);
    expect((await dev.get("/dev/tenants", "127.0.0.1", "http://[::1]:8787")).status).toBe(200);
  });

  it("keeps its key for a command and a server on the same directory, readable by its owner alone", async () => {
    const [first, second] = await Promise.all([openDevIssuer(config(), dataDir), openDevIssuer(config(), dataDir)]);
    expect(first.jwks).toEqual(second.jwks);
    const { mode } = await stat(join(dataDir, "development-signing-key.json"));
    expect(mode & 0o077).toBe(0);
    const dev = await developmentApp();
    expect((await dev.list(await developmentToken(config(), { tenant }))).status).toBe(200);
  });

  it("says which file to delete where the key is damaged", async () => {
    await writeFile(join(dataDir, "development-signing-key.json"), "{");
    await expect(openDevIssuer(config(), dataDir)).rejects.toThrow(
      /development-signing-key\.json is not a key; delete it/,
    );
  });

  const real = {
    DORMANT_JWT_ISSUER: "https://id.example/",
    DORMANT_JWT_AUDIENCE: "a",
    DORMANT_JWT_JWKS_URL: "https://id.example/jwks",
  };
  const server = { ...real, DATABASE_URL: "postgres://u:p@db/x" };
  it.each<[string, Record<string, string>]>([
    ["a real issuer is configured", real],
    ["this is production", { ...server, DORMANT_ENV: "production" }],
    [
      "NODE_ENV says production, whatever DORMANT_ENV says",
      { ...server, NODE_ENV: "production", DORMANT_ENV: "development" },
    ],
    ["this is Lambda", { ...server, AWS_LAMBDA_FUNCTION_NAME: "api", DORMANT_ENV: "development" }],
  ])("refuses to exist where %s", async (_why, environment) => {
    await expect(openDevIssuer(config(environment), dataDir)).rejects.toBeInstanceOf(DevIssuerRefusedError);
    await expect(developmentToken(config(environment), { tenant })).rejects.toBeInstanceOf(DevIssuerRefusedError);
  });
});
