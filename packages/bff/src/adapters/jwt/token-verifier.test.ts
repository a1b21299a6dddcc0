import { createHmac } from "node:crypto";
import { Scope } from "@dormant-users/shared-types";
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { describe, expect, it } from "vitest";
import { createTokenVerifier, type TokenVerifierOptions } from "./token-verifier.ts";

const NOW = Date.parse("2026-11-22T06:00:00Z");
const NOW_SECONDS = NOW / 1000;
const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
const other = await generateKeyPair("RS256");
const ec = await generateKeyPair("ES384");
const keys = createLocalJWKSet({
  keys: [
    { ...(await exportJWK(publicKey)), kid: "rsa", alg: "RS256" },
    { ...(await exportJWK(ec.publicKey)), kid: "ec", alg: "ES384" },
  ],
});
const base = {
  iss: "https://id.example/",
  aud: "dormant-users",
  sub: "u1",
  tenant: "northwind",
  scope: "insights:read",
};

function verifier(overrides: Partial<TokenVerifierOptions> = {}) {
  return createTokenVerifier({
    keys,
    issuer: base.iss,
    audience: base.aud,
    algorithms: ["RS256"],
    tenantClaim: "tenant",
    scopeClaim: "scope",
    now: () => NOW,
    ...overrides,
  });
}

function sign(
  claims: Record<string, unknown> = {},
  header: Partial<JWTHeaderParameters> = {},
  key = privateKey,
): Promise<string> {
  const payload = { ...base, iat: NOW_SECONDS - 10, exp: NOW_SECONDS + 600, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "rsa", ...header }).sign(key);
}

const refused = (detail: unknown = expect.any(String)) => ({ code: "invalid_token", detail });

describe("a token", () => {
  it("that is right gives tenant, subject and our scopes", async () => {
    const scope = "insights:read openid settings:write admin";
    await expect(verifier().verify(await sign({ scope }))).resolves.toEqual({
      tenant: "northwind",
      subject: "u1",
      scopes: new Set(["insights:read", "settings:write"]),
    });
  });

  it.each<readonly [string, Record<string, unknown>, RegExp]>([
    ["has expired", { exp: NOW_SECONDS - 6 }, /expired/],
    ["never expires", { exp: undefined }, /lacks a claim/],
    ["is not valid yet", { nbf: NOW_SECONDS + 60 }, /not valid yet/],
    ["is for another audience", { aud: "elsewhere" }, /another audience/],
    ["is from another issuer", { iss: "https://evil.example/" }, /issuer/],
    ["has no subject", { sub: undefined }, /lacks a claim/],
    ["has a subject no database keeps", { sub: "a\0b" }, /subject/],
    ["has no tenant", { tenant: undefined }, /tenant/],
    ["has a tenant that is no text", { tenant: ["northwind"] }, /tenant/],
    ["has a tenant with quotes", { tenant: 'north"; drop schema public; --' }, /tenant/],
    ["has a tenant with dots", { tenant: "../contoso" }, /tenant/],
    ["has a tenant in capitals", { tenant: "Northwind" }, /tenant/],
  ])("that %s is refused, and its content is not repeated", async (_what, claims, detail) => {
    const outcome = verifier().verify(await sign(claims));
    await expect(outcome).rejects.toMatchObject(refused(expect.stringMatching(detail)));
    await expect(outcome).rejects.not.toMatchObject({
      detail: expect.stringMatching(/drop|\.\.|Northwind|evil|elsewhere/),
    });
  });

  it("just out of time is still accepted, because clocks differ by seconds", async () => {
    await expect(verifier().verify(await sign({ exp: NOW_SECONDS - 3 }))).resolves.toBeDefined();
  });

  it("without a signature is refused", async () => {
    const unsecured = new UnsecuredJWT({ ...base, exp: NOW_SECONDS + 600 }).encode();
    await expect(verifier().verify(unsecured)).rejects.toMatchObject(refused());
    const [, payload] = (await sign()).split(".");
    for (const alg of ["none", "None", "NONE", ""]) {
      const header = Buffer.from(JSON.stringify({ alg, kid: "rsa" })).toString("base64url");
      await expect(verifier().verify(`${header}.${payload}.`)).rejects.toMatchObject(refused());
    }
  });

  it("signed with the public key as if it were a shared secret is refused", async () => {
    const pem = await exportSPKI(publicKey);
    const head = Buffer.from(JSON.stringify({ alg: "HS256", kid: "rsa" })).toString("base64url");
    const body = Buffer.from(JSON.stringify({ ...base, exp: NOW_SECONDS + 600 })).toString("base64url");
    const signature = createHmac("sha256", pem).update(`${head}.${body}`).digest("base64url");
    await expect(verifier().verify(`${head}.${body}.${signature}`)).rejects.toMatchObject(refused());
  });

  it("signed by another key, or changed after signing, is refused", async () => {
    await expect(verifier().verify(await sign({}, {}, other.privateKey))).rejects.toMatchObject(refused());
    const [header, , signature] = (await sign()).split(".");
    const changed = Buffer.from(JSON.stringify({ ...base, tenant: "contoso", exp: NOW_SECONDS + 600 }));
    await expect(verifier().verify(`${header}.${changed.toString("base64url")}.${signature}`)).rejects.toMatchObject(
      refused(),
    );
  });

  it("signed with an algorithm that is not on the list is refused, though its key is published", async () => {
    const token = await sign({}, { alg: "ES384", kid: "ec" }, ec.privateKey);
    await expect(verifier().verify(token)).rejects.toMatchObject(refused());
    await expect(verifier({ algorithms: ["ES384"] }).verify(token)).resolves.toBeDefined();
  });

  it("that carries its own key or names where to find one is judged by ours", async () => {
    const jwk = await exportJWK(other.publicKey);
    const token = await sign({}, { jwk, jku: "https://evil.example/keys" }, other.privateKey);
    await expect(verifier().verify(token)).rejects.toMatchObject(refused());
  });

  it("without a key id is accepted only where one published key fits", async () => {
    const token = await sign({}, { kid: undefined as unknown as string });
    await expect(verifier().verify(token)).resolves.toBeDefined();
    const twins = [publicKey, other.publicKey].map(async (key, at) => ({ ...(await exportJWK(key)), kid: `k${at}` }));
    const ambiguous = createLocalJWKSet({ keys: await Promise.all(twins) });
    await expect(verifier({ keys: ambiguous }).verify(token)).rejects.toMatchObject(refused());
  });

  it.each(["", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9..", "x".repeat(8192), "e30.e30.e30"])(
    "that is garbage is refused: %s",
    async (text) => {
      await expect(verifier().verify(text)).rejects.toMatchObject(refused());
    },
  );
});

describe("claims", () => {
  it.each<[string, string, JWTPayload]>([
    [
      "https://trustx/tenant",
      "https://trustx/scopes",
      { "https://trustx/tenant": "acme", "https://trustx/scopes": ["insights:read"] },
    ],
    [
      "https://trustx.example/claims.tenant",
      "scp",
      { "https://trustx.example/claims": { tenant: "acme" }, scp: "insights:read" },
    ],
    ["app.org.tenant", "app.roles", { app: { org: { tenant: "acme" }, roles: ["insights:read", 7, null] } }],
  ])("are found at %s and %s", async (tenantClaim, scopeClaim, claims) => {
    const principal = await verifier({ tenantClaim, scopeClaim }).verify(await sign(claims));
    expect(principal).toMatchObject({ tenant: "acme", scopes: new Set(["insights:read"]) });
  });

  it("are not found on what every object inherits", async () => {
    const outcome = verifier({ tenantClaim: "constructor.name" }).verify(await sign());
    await expect(outcome).rejects.toMatchObject(refused());
  });

  it("give no scope where the claim is absent or of another type", async () => {
    for (const scope of [undefined, 7, { "insights:read": true }, null]) {
      expect((await verifier().verify(await sign({ scope }))).scopes).toEqual(new Set());
    }
    expect(Scope.options.length).toBeGreaterThan(0);
  });
});

describe("remembered tokens", () => {
  const counting = () => {
    let asked = 0;
    const counted: TokenVerifierOptions["keys"] = (header, token) => {
      asked += 1;
      return keys(header, token);
    };
    return { counted, asked: () => asked };
  };

  it("are verified once while they are valid, and never beyond their end", async () => {
    let nowMs = NOW;
    const { counted, asked } = counting();
    const remembering = verifier({ keys: counted, now: () => nowMs });
    const token = await sign({ exp: NOW_SECONDS + 60 });
    await remembering.verify(token);
    await remembering.verify(token);
    expect(asked()).toBe(1);
    nowMs = NOW + 66_000;
    await expect(remembering.verify(token)).rejects.toMatchObject(refused(expect.stringMatching(/expired/)));
  });

  it("are verified again after five minutes, so that a withdrawn key stops working", async () => {
    let nowMs = NOW;
    const { counted, asked } = counting();
    const remembering = verifier({ keys: counted, now: () => nowMs });
    const token = await sign({ exp: NOW_SECONDS + 3600 });
    await remembering.verify(token);
    nowMs = NOW + 5 * 60_000;
    await remembering.verify(token);
    expect(asked()).toBe(2);
  });

  it("are not more than asked for", async () => {
    const { counted, asked } = counting();
    const remembering = verifier({ keys: counted, remember: 2 });
    const tokens = await Promise.all(["a", "b", "c"].map((sub) => sign({ sub })));
    for (const token of tokens) await remembering.verify(token);
    await remembering.verify(tokens[0] ?? "");
    expect(asked()).toBe(4);
  });
});
