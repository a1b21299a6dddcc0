import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { OWNER_PROTOCOL, writeOwner } from "./owner-file.ts";
import { COMMAND_PATH, OwnerEnvelope, type OwnerMessage, type OwnerRequest } from "./owner-protocol.ts";

/** Where a command that runs in the owner writes. Each write waits until the caller keeps up. */
export interface CommandOutput {
  stdout(text: string): Promise<void>;
  stderr(text: string): Promise<void>;
  /** Anything JSON can hold; what it means is between the command and its caller. */
  progress(value: unknown): Promise<void>;
  /** Aborted when the caller has gone or the channel closes: nobody waits for the result. */
  readonly signal: AbortSignal;
}

/** Runs a command and gives its exit code. Tells its own errors on `stderr`. */
export type CommandHandler = (request: OwnerRequest, output: CommandOutput) => Promise<number>;

export interface OwnerChannel {
  /** Takes no more commands, aborts those that run and waits for them. */
  close(): Promise<void>;
}

const LARGEST_REQUEST = 1_000_000;
const FAILED = 70;

/**
 * Lets other processes of this user send commands to the one that owns a data directory, over loopback with a token
 * that only they can read. To be called by the owner, after it has opened the database.
 *
 * @param onError told of a handler that threw instead of giving an exit code
 */
export async function startOwnerChannel(
  directory: string,
  handler: CommandHandler,
  onError: (error: unknown) => void = () => {},
): Promise<OwnerChannel> {
  const token = randomBytes(32).toString("base64url");
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const done = serve(request, response, { token, handler, closing: closing.signal })
      .catch((error: unknown) => {
        onError(error);
        response.destroy();
      })
      .finally(() => running.delete(done));
    running.add(done);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await writeOwner(directory, { port: (server.address() as AddressInfo).port, token });
  return {
    close: async () => {
      await writeOwner(directory, null);
      server.close();
      closing.abort();
      await Promise.all(running);
      server.closeAllConnections();
    },
  };
}

interface Service {
  readonly token: string;
  readonly handler: CommandHandler;
  readonly closing: AbortSignal;
}

async function serve(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  if (!isAllowed(request.headers.authorization, service.token)) return refuse(response, 401, { error: "token" });
  if (request.method !== "POST" || request.url !== COMMAND_PATH) return refuse(response, 404, { error: "path" });
  const envelope = OwnerEnvelope.safeParse(parseJson(await readBody(request)));
  if (!envelope.success) return refuse(response, 400, { error: "request", protocol: OWNER_PROTOCOL });
  if (envelope.data.protocol !== OWNER_PROTOCOL) {
    return refuse(response, 426, { error: "protocol", protocol: OWNER_PROTOCOL });
  }
  await answer(envelope.data.request, response, service);
}

async function answer(request: OwnerRequest, response: ServerResponse, service: Service): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  response.flushHeaders();
  const say = async (message: OwnerMessage): Promise<void> => {
    if (response.destroyed || response.writableEnded) return;
    if (response.write(`${JSON.stringify(message)}\n`)) return;
    await once(response, "drain", { signal: gone.signal }).catch(() => {});
  };
  const output: CommandOutput = {
    stdout: (text) => say({ stdout: text }),
    stderr: (text) => say({ stderr: text }),
    progress: (value) => say({ progress: value }),
    signal: AbortSignal.any([gone.signal, service.closing]),
  };
  try {
    await say({ exit: await service.handler(request, output) });
  } catch (error) {
    await say({ stderr: "the command failed in the process that owns the database; its log says why\n" });
    await say({ exit: FAILED });
    response.end();
    throw error;
  }
  response.end();
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function refuse(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_REQUEST) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
