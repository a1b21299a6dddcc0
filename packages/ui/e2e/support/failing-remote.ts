import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface FailingRemote {
  /** Where a remote entry should be, and what comes instead. */
  readonly entries: Readonly<Record<RemoteFailure, string>>;
  close(): Promise<void>;
}

export type RemoteFailure = "missing" | "refused" | "hanging" | "of another contract version";

/** One that would mount well enough, so that only a look at its version keeps it off the page. */
const OTHER_VERSION = `export const init = async () => {};
const mount = (slot) => { slot.append("mounted"); return { update() {}, unmount() {} }; };
export const get = async () => () => ({ contractVersion: 2, mount });
`;

/** A server that fails in the ways a CDN and its network do. */
export async function startFailingRemote(): Promise<FailingRemote> {
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/hanging.js") return;
    if (pathname === "/other-version.js") {
      return void response.writeHead(200, { "content-type": "text/javascript" }).end(OTHER_VERSION);
    }
    response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
  });
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  return {
    entries: {
      missing: `http://localhost:${port}/missing.js`,
      refused: `http://localhost:${await closedPort()}/remoteEntry.js`,
      hanging: `http://localhost:${port}/hanging.js`,
      "of another contract version": `http://localhost:${port}/other-version.js`,
    },
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
