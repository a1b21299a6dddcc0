// CPU time per request of each layer around a handler, in process, as a ratio to bare Hono answering the same body.
// Usage: node bench/http-overhead.ts [seconds per variant, default 1]
import { cpus } from "node:os";
import { CONTRACTS, listDormantUsers } from "@dormant-users/shared-types";
import { buildDormantUser, buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { Hono } from "hono";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import { createTokenVerifier } from "../packages/bff/src/adapters/jwt/token-verifier.ts";
import { createApp } from "../packages/bff/src/http/app.ts";
import { defineRoute } from "../packages/bff/src/http/define-route.ts";
import { createResponder } from "../packages/bff/src/http/respond.ts";
import { createLogger } from "../packages/bff/src/observability/logger.ts";

const seconds = Number(process.argv[2] ?? 1);
const small = buildDormantUsersPage([buildDormantUser()]);
const large = buildDormantUsersPage(Array.from({ length: 200 }, () => buildDormantUser()));
const path = "/profile360/insights/dormant-users";
const query = "?limit=200&inactive_days=30&state=dormant&state=never_active";

const { privateKey, publicKey } = await generateKeyPair("RS256");
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: "k", alg: "RS256" }] });
const token = await new SignJWT({ iss: "i", aud: "a", sub: "u", tenant: "northwind", scope: "insights:read" })
  .setProtectedHeader({ alg: "RS256", kid: "k" })
  .setExpirationTime("1h")
  .sign(privateKey);

function product(page: typeof small, remember: number, compressed = false) {
  const list = defineRoute(listDormantUsers).handle(async () => ({ status: 200, body: page }));
  const contracts = CONTRACTS.filter((contract) => contract === listDormantUsers);
  const claims = { tenantClaim: "tenant", scopeClaim: "scope" };
  const verifier = createTokenVerifier({
    keys,
    issuer: "i",
    audience: "a",
    algorithms: ["RS256"],
    ...claims,
    remember,
  });
  const config = {
    corsOrigins: [],
    bodyLimitBytes: 1e6,
    requestTimeoutMs: 10_000,
    onLambda: !compressed,
    logVerboseShare: 0,
  };
  const services = {
    config,
    version: "1",
    logger: createLogger({ level: "info", write: () => {} }),
    verifier,
    dev: undefined,
  };
  return createApp(services, { routes: [list], contracts });
}

function bare(page: typeof small) {
  return new Hono().get(path, (context) => context.json(page));
}

const gzip = { "accept-encoding": "gzip" };
const responder = createResponder(listDormantUsers);
const respond = async () => responder({ status: 200, body: large }, undefined);
const serialise = async () => new Response(JSON.stringify(large));
const asks = (app: Pick<Hono, "request">, headers: Record<string, string> = {}) => {
  const sent = { authorization: `Bearer ${token}`, ...headers };
  return async () => app.request(`${path}${query}`, { headers: sent });
};

const bareSmall = "bare Hono, 1 row";
const bareLarge = "bare Hono, 200 rows";
const variants: readonly (readonly [name: string, limit: string, work: () => Promise<Response>])[] = [
  [bareSmall, bareSmall, asks(bare(small))],
  ["product, 1 row", bareSmall, asks(product(small, 5000))],
  ["product, 1 row, token verified each time", bareSmall, asks(product(small, 0))],
  [bareLarge, bareLarge, asks(bare(large))],
  ["product, 200 rows", bareLarge, asks(product(large, 5000))],
  ["product, 200 rows, gzip asked for", bareLarge, asks(product(large, 5000, true), gzip)],
  ["JSON.stringify of 200 rows", "JSON.stringify of 200 rows", serialise],
  ["parse by schema, serialise, ETag of 200 rows", "JSON.stringify of 200 rows", respond],
];

async function cpuMicroseconds(work: () => Promise<Response>): Promise<number> {
  for (let n = 0; n < 300; n += 1) await (await work()).arrayBuffer();
  const before = process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  let requests = 0;
  while (performance.now() < until) {
    for (let n = 0; n < 20; n += 1) await (await work()).arrayBuffer();
    requests += 20;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}; process CPU time, ${seconds} s each`);
const measured = new Map<string, number>();
for (const [name, limit, work] of variants) {
  const microseconds = await cpuMicroseconds(work);
  measured.set(name, microseconds);
  const ratio = microseconds / (measured.get(limit) ?? microseconds);
  console.log(`${microseconds.toFixed(0).padStart(6)} µs  ${ratio.toFixed(2).padStart(6)} x ${limit}  ${name}`);
}
