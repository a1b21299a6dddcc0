import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { HttpEnv } from "./http-env.ts";

export interface RunningServer {
  /** `http://127.0.0.1:8787`, with the port that was really taken. */
  readonly url: string;
  readonly port: number;
  /** Takes no new connection, lets requests under way finish for so long, then cuts them. Safe to call twice. */
  stop(drainMs?: number): Promise<void>;
}

/** The address cannot be listened on; the message says what to do. */
export class AddressUnavailableError extends Error {
  override readonly name = "AddressUnavailableError";
}

/** A request must arrive whole within this; whoever sends slower is not a caller of an API. */
const REQUEST_ARRIVAL_MS = 30_000;
const HEADERS_ARRIVAL_MS = 10_000;
const DRAIN_MS = 10_000;

/**
 * Serves the app on Node.
 *
 * @param port 0 takes a free one
 * @throws AddressUnavailableError
 */
export async function startServer(
  app: Hono<HttpEnv>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const server = await listen(app, host, port);
  const taken = (server.address() as AddressInfo).port;
  let stopping: Promise<void> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    port: taken,
    stop(drainMs = DRAIN_MS) {
      stopping ??= drain(server, drainMs);
      return stopping;
    },
  };
}

function listen(app: Hono<HttpEnv>, hostname: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const serverOptions = { requestTimeout: REQUEST_ARRIVAL_MS, headersTimeout: HEADERS_ARRIVAL_MS };
    const server = serve({ fetch: app.fetch, hostname, port, serverOptions }, () => resolve(server as Server));
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, hostname, port)));
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const what = {
    EADDRINUSE: `Port ${port} on ${host} is in use. Stop what uses it, or choose another with --port or PORT (0: any).`,
    EACCES: `Port ${port} needs more rights than this process has. Choose one from 1024 with --port or PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one it has, such as 127.0.0.1.`,
  }[error.code ?? ""];
  return what === undefined ? error : new AddressUnavailableError(what, { cause: error });
}

/** Node closes idle connections when it stops listening, but one that becomes idle afterwards stays open. */
function drain(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
  });
}
