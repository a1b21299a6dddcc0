import { randomBytes } from "node:crypto";
import { createReadStream, type Stats, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ts": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Types that a CDN compresses. */
const COMPRESSED = /^(?:text\/|application\/json|image\/svg)/;

export interface StaticServerOptions {
  /** Folder to serve. */
  readonly root: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Answers `index.html` where a path without extension names no file: for apps that route in the browser. */
  readonly spaFallback?: boolean;
  /** Documents made on the spot, by path, such as `/config.json` with the ports of this run. Win over files. */
  readonly documents?: Readonly<Record<string, unknown>>;
  /** The Content-Security-Policy of each page, by a nonce that is new each time and stands in the page for `NONCE_PLACE`. */
  readonly policy?: (nonce: string) => string;
}

/** Where a page wants its nonce. */
export const NONCE_PLACE = "__CSP_NONCE__";

export interface StaticServer {
  /** `http://localhost:PORT`, without a trailing slash. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves a built folder as a CDN would: any origin may read it, text travels as gzip, hashed files stay cached for a year,
 * names that keep their place are asked for anew.
 * @throws where the port is taken (`EADDRINUSE`) or the folder does not exist.
 */
export async function serveStatic(options: StaticServerOptions): Promise<StaticServer> {
  const root = resolve(options.root);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${root} is not there: build it first (pnpm run build:ui)`);
  }
  const compress = rememberCompressed();
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("x-content-type-options", "nosniff");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
    const path = pathOf(request.url);
    const document = path === undefined ? undefined : options.documents?.[path];
    if (document !== undefined) return sendDocument(response, document);
    const file = path === undefined ? undefined : findFile(root, path, options.spaFallback ?? false);
    if (!file) return void response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
    const takesGzip = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    if (options.policy && extname(file.path) === ".html") {
      return void sendPage(response, file, { headOnly: request.method === "HEAD", policy: options.policy });
    }
    void sendFile(response, file, { headOnly: request.method === "HEAD", compress: takesGzip ? compress : undefined });
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(options.port ?? 0, options.host, () => done());
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    port,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function pathOf(url: string | undefined): string | undefined {
  try {
    return decodeURIComponent(new URL(url ?? "/", "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

function findFile(root: string, path: string, spaFallback: boolean): FoundFile | undefined {
  if (path.includes("\0")) return undefined;
  const wanted = normalize(join(root, path));
  if (wanted !== root && !wanted.startsWith(root + sep)) return undefined;
  const candidates = [wanted, join(wanted, "index.html")];
  if (spaFallback && extname(path) === "") candidates.push(join(root, "index.html"));
  for (const candidate of candidates) {
    const stats = statSync(candidate, { throwIfNoEntry: false });
    if (stats?.isFile()) return { path: candidate, stats };
  }
  return undefined;
}

function sendDocument(response: ServerResponse, document: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(document));
}

interface PageOptions {
  readonly headOnly: boolean;
  readonly policy: (nonce: string) => string;
}

/** Uncompressed, because no two are alike. */
async function sendPage(response: ServerResponse, file: FoundFile, { headOnly, policy }: PageOptions): Promise<void> {
  try {
    const nonce = randomBytes(16).toString("base64");
    const body = (await readFile(file.path, "utf8")).replaceAll(NONCE_PLACE, nonce);
    response.writeHead(200, {
      "content-type": TYPES[".html"],
      "content-length": Buffer.byteLength(body),
      "content-security-policy": policy(nonce),
      "cache-control": "no-store",
    });
    response.end(headOnly ? undefined : body);
  } catch {
    response.destroy();
  }
}

interface SendOptions {
  readonly headOnly: boolean;
  /** Absent where the reader does not take gzip. */
  readonly compress: ((file: FoundFile) => Promise<Buffer>) | undefined;
}

async function sendFile(response: ServerResponse, file: FoundFile, { headOnly, compress }: SendOptions): Promise<void> {
  const type = TYPES[extname(file.path)] ?? "application/octet-stream";
  const hashed = /[/\\]assets[/\\].+-[\w-]{8,}\.\w+$/.test(file.path);
  const headers = {
    "content-type": type,
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (compress && COMPRESSED.test(type)) {
    try {
      const body = await compress(file);
      const encoding = { "content-encoding": "gzip", vary: "accept-encoding", "content-length": body.length };
      response.writeHead(200, { ...headers, ...encoding }).end(headOnly ? undefined : body);
    } catch {
      response.destroy();
    }
    return;
  }
  response.writeHead(200, { ...headers, "content-length": file.stats.size });
  if (headOnly) return void response.end();
  createReadStream(file.path)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Compresses each version of a file once. */
function rememberCompressed(): (file: FoundFile) => Promise<Buffer> {
  const known = new Map<string, Promise<Buffer>>();
  return ({ path, stats }) => {
    const version = `${path} ${stats.mtimeMs} ${stats.size}`;
    const made = known.get(version) ?? readFile(path).then((text) => promisify(gzip)(text));
    known.set(version, made);
    return made;
  };
}

if (import.meta.main) {
  const [folder, port = "0", mode] = process.argv.slice(2);
  if (!folder || !/^\d+$/.test(port)) {
    process.stderr.write("usage: node scripts/serve-static.ts FOLDER [PORT] [--spa]\n");
    process.exit(2);
  }
  const { origin } = await serveStatic({ root: folder, port: Number(port), spaFallback: mode === "--spa" });
  process.stdout.write(`${origin}/\n`);
}
