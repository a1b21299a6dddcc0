import http, { type IncomingMessage, type ServerResponse } from "node:http";
import http2, { type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

const PREFACE = "PRI";

export interface WireRequest {
  readonly httpVersion: string;
  readonly method: string;
  /** As it stood in the request line, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request and the ways it can end. */
export interface Exchange {
  readonly request: WireRequest;
  respond(status: number, headers: Readonly<Record<string, string>>, body: string): void;
  /** Sends the head and half of the body, and then nothing more; or drops the connection there. */
  respondPartly(body: string, then: "hang" | "drop"): void;
  /** Drops the connection without an answer. */
  drop(): void;
}

export interface OnePortServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Speaks HTTP/1.1 and HTTP/2 with prior knowledge (h2c) on one port: the first bytes of a connection tell which. */
export async function serveOnOnePort(port: number, handle: (exchange: Exchange) => void): Promise<OnePortServer> {
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => {});
    response.on("error", () => {});
    request.on("end", () => handle(exchangeOf(request, response, Buffer.concat(chunks))));
  };
  const one = http.createServer({ keepAliveTimeout: 30_000 }, listen);
  // Its compatibility API is the one of node:http, whatever its types say.
  const two = http2.createServer(
    listen as unknown as (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  );
  two.on("sessionError", () => {});
  const sockets = new Set<Socket>();
  const front = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    // Read, not listened to: a flowing socket would hand its next bytes to nobody.
    socket.once("readable", () => {
      const first: Buffer | null = socket.read();
      if (first === null) return;
      socket.unshift(first);
      (first.toString("latin1", 0, PREFACE.length) === PREFACE ? two : one).emit("connection", socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    front.once("error", reject);
    front.listen(port, "127.0.0.1", resolve);
  });
  return { port: (front.address() as AddressInfo).port, close: () => close(front, sockets) };
}

function close(front: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    front.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

function exchangeOf(request: IncomingMessage, response: ServerResponse, body: Buffer): Exchange {
  const drop = () => {
    // Over HTTP/2 the session is the connection; closing the stream alone would be an answer of a kind.
    if (request.httpVersion === "2.0") (request as unknown as Http2ServerRequest).stream.session?.destroy();
    else response.socket?.resetAndDestroy();
  };
  return {
    request: {
      httpVersion: request.httpVersion,
      method: request.method ?? "",
      path: request.url ?? "",
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body,
    },
    respond(status, headers, text) {
      response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) });
      response.end(text);
    },
    respondPartly(text, then) {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
      response.write(text.slice(0, text.length / 2), () => {
        if (then === "drop") drop();
      });
    },
    drop,
  };
}
