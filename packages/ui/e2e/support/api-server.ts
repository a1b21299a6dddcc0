import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getResponse, HttpResponse, http, type RequestHandler } from "msw";
import { analysed } from "../../src/testing/analysed-accounts.ts";
import { dashboardServer } from "../../src/testing/dashboard-handlers.ts";
import { dormantUsersServer, problemResponse } from "../../src/testing/handlers.ts";
import { buildTenantDirectory } from "../../src/testing/tenant-directory.ts";
import { everyUserDetail } from "../../src/testing/user-detail-handlers.ts";

const TENANTS = [
  { id: "northwind", accounts: 10_000 },
  { id: "contoso", accounts: 400 },
] as const;

export interface ApiServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** The contract's mocks behind a real port: what the BFF will be, for tests that run before or without it. */
export async function startApiServer(): Promise<ApiServer> {
  const handlers: RequestHandler[] = [
    http.get("*/dev/tenants", () => HttpResponse.json({ tenants: TENANTS.map(({ id }) => id) })),
    http.post("*/dev/token", async ({ request }) => {
      const { tenant } = (await request.json()) as { tenant: string };
      return HttpResponse.json({ access_token: tokenFor(tenant), token_type: "Bearer", expires_in: 900 });
    }),
    http.get("*/profile360/*", ({ request }) =>
      tenantOf(request) ? undefined : problemResponse(401, "missing_token", "Send a bearer token."),
    ),
    ...TENANTS.map(({ id, accounts }) =>
      onlyFor(
        id,
        dormantUsersServer(() => analysed(buildTenantDirectory(accounts))),
      ),
    ),
    ...dashboardServer(0),
    everyUserDetail(),
  ];
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader("access-control-allow-origin", "*");
    outgoing.setHeader("access-control-allow-headers", "authorization, content-type, if-match");
    outgoing.setHeader("access-control-allow-methods", "GET, POST, PUT, DELETE");
    outgoing.setHeader("access-control-expose-headers", "x-request-id");
    if (incoming.method === "OPTIONS") return void outgoing.writeHead(204).end();
    void answer(handlers, incoming).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(await response.text());
    });
  });
  await new Promise<void>((done) => server.listen(0, () => done()));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function answer(handlers: RequestHandler[], incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: incoming.headers as Record<string, string>,
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  return (await getResponse(handlers, request)) ?? problemResponse(404, "not_found", "No such route.");
}

function tokenFor(tenant: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ tenant, scope: "insights:read" })}.unsigned`;
}

function tenantOf(request: Request): string | undefined {
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
  const payload = token?.split(".")[1];
  return payload ? (JSON.parse(Buffer.from(payload, "base64url").toString()) as { tenant: string }).tenant : undefined;
}

function onlyFor(tenant: string, handler: ReturnType<typeof dormantUsersServer>) {
  return http.get("*/profile360/insights/dormant-users", async ({ request, requestId }) => {
    if (tenantOf(request) !== tenant) return undefined;
    const result = await handler.run({ request, requestId });
    return result?.response as HttpResponse<never> | undefined;
  });
}
