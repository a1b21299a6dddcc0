import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { silentLogger } from "../../observability/logger.ts";
import { remoteKeys } from "./remote-keys.ts";
import { createTokenVerifier } from "./token-verifier.ts";

interface Pair {
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];
  readonly jwk: JWK;
}
const makePair = async (kid: string): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: "ES256" } };
};
const first = await makePair("first");
const second = await makePair("second");

let server: Server;
let url: string;
let published: JWK[];
let fetches: number;
let answer: "keys" | "error" | "garbage" | "nothing";

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  published = [first.jwk];
  fetches = 0;
  answer = "keys";
  server = createServer((_request, response) => {
    fetches += 1;
    if (answer === "nothing") return;
    response.writeHead(answer === "error" ? 500 : 200, { "content-type": "application/json" });
    response.end(answer === "garbage" ? "<html>" : JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
});

afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const verifierOf = (options: { timeoutMs?: number } = {}) =>
  createTokenVerifier({
    keys: remoteKeys(url, { logger: silentLogger, ...options }),
    issuer: "i",
    audience: "a",
    algorithms: ["ES256"],
    tenantClaim: "tenant",
    scopeClaim: "scope",
    remember: 0,
  });
const sign = ({ privateKey, jwk }: Pair) =>
  new SignJWT({ iss: "i", aud: "a", sub: "u", tenant: "northwind" })
    .setProtectedHeader({ alg: "ES256", kid: jwk.kid ?? "" })
    .setExpirationTime("1d")
    .sign(privateKey);
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("the issuer's keys", () => {
  it("are fetched once for many tokens", async () => {
    const verifier = verifierOf();
    const token = await sign(first);
    await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)));
    expect(fetches).toBe(1);
  });

  it("are fetched again for a key id that is new, so that rotation needs nobody", async () => {
    const verifier = verifierOf();
    await verifier.verify(await sign(first));
    published = [second.jwk];
    later(31_000);
    await expect(verifier.verify(await sign(second))).resolves.toMatchObject({ tenant: "northwind" });
    await expect(verifier.verify(await sign(first))).rejects.toMatchObject({ code: "invalid_token" });
  });

  it("are not fetched again and again for key ids that nobody published", async () => {
    const verifier = verifierOf();
    await verifier.verify(await sign(first));
    const unknown = await sign(await makePair("unknown"));
    for (let n = 0; n < 20; n += 1)
      await expect(verifier.verify(unknown)).rejects.toMatchObject({ code: "invalid_token" });
    expect(fetches).toBe(1);
  });

  it.each(["error", "garbage"] as const)(
    "that cannot be had (%s) make the service unavailable, not the token wrong",
    async (how) => {
      answer = how;
      const verifier = verifierOf();
      await expect(verifier.verify(await sign(first))).rejects.toMatchObject({ code: "unavailable" });
      answer = "keys";
      later(2001);
      await expect(verifier.verify(await sign(first))).resolves.toBeDefined();
    },
  );

  it("are waited for only so long", async () => {
    answer = "nothing";
    await expect(verifierOf({ timeoutMs: 50 }).verify(await sign(first))).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  it("are not asked for by every caller while the issuer is down", async () => {
    answer = "error";
    const verifier = verifierOf();
    for (let n = 0; n < 10; n += 1)
      await expect(verifier.verify(await sign(first))).rejects.toMatchObject({ code: "unavailable" });
    expect(fetches).toBe(1);
  });

  it("that are known go on serving for an hour while the issuer is down", async () => {
    const verifier = verifierOf();
    const token = await sign(first);
    await verifier.verify(token);
    answer = "error";
    later(30 * 60_000);
    await expect(verifier.verify(token)).resolves.toBeDefined();
    await vi.waitFor(() => expect(fetches).toBe(2), { timeout: 10_000 });
    await expect(verifier.verify(token)).resolves.toBeDefined();
    later(31 * 60_000);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: "unavailable" });
  });
});
