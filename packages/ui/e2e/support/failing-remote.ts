import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface FailingRemote {
  /** Where both containers should lie. */
  base(failure: RemoteFailure): string;
  close(): Promise<void>;
}

export type RemoteFailure = "missing" | "refused" | "hanging" | "of another contract version";

/** One that would mount well enough, so that only a look at its version keeps it off the page. */
const OTHER_VERSION = `export const init = async () => {};
const Page = () => "mounted";
const mount = (slot) => { slot.append("mounted"); return { update() {}, unmount() {} }; };
const route = { id: "dormant-users", path: "dormant-users", label: "Dormant users", labels: {}, description: "",
  icon: "", requiredScopes: [], order: 0, load: async () => ({ default: Page }) };
const modules = { "./mount": { contractVersion: 2, mount }, "./profile360": { profile360: { contractVersion: 2, routes: [route] } } };
export const get = async (name) => () => modules[name];
`;
const MANIFEST = join(import.meta.dirname, "../../dist/remote/mf-manifest.json");

/** A server that fails in the ways a CDN and its network do. */
export async function startFailingRemote(): Promise<FailingRemote> {
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname.startsWith("/hanging/")) return;
    if (pathname.startsWith("/other-version/")) {
      const [type, body] = pathname.endsWith(".json")
        ? ["application/json", readFileSync(MANIFEST)]
        : ["text/javascript", OTHER_VERSION];
      return void response.writeHead(200, { "content-type": type }).end(body);
    }
    response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
  });
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  const places: Readonly<Record<RemoteFailure, string>> = {
    missing: `http://localhost:${port}/missing`,
    refused: `http://localhost:${await closedPort()}`,
    hanging: `http://localhost:${port}/hanging`,
    "of another contract version": `http://localhost:${port}/other-version`,
  };
  return {
    base: (failure) => places[failure],
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** A port nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
