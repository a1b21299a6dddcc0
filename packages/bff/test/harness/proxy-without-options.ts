import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/**
 * A relay to a PostgreSQL server that treats the start of a session as RDS Proxy does: settings in `options` end it with
 * 0A000, and a password is asked for in clear. What follows passes through untouched.
 */
export interface ProxyWithoutOptions {
  readonly port: number;
  /** What clients gave as passwords, in turn. */
  readonly passwords: readonly string[];
  close(): Promise<void>;
}

export async function startProxyWithoutOptions(target: { host: string; port: number }): Promise<ProxyWithoutOptions> {
  const open = new Set<Socket>();
  const passwords: string[] = [];
  const server = createServer((client) => {
    open.add(client);
    client.on("error", () => client.destroy());
    client.once("data", (startup) => {
      if (namesOf(startup).includes("options")) return void client.end(refusal());
      client.write(PASSWORD_PLEASE);
      client.once("data", (answer) => {
        passwords.push(answer.subarray(5, -1).toString());
        const behind = connect(target.port, target.host);
        open.add(behind);
        behind.on("error", () => client.destroy());
        behind.write(startup);
        client.pipe(behind).pipe(client);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, passwords, close: () => closeAll(server, open) };
}

/** AuthenticationCleartextPassword. */
const PASSWORD_PLEASE = Buffer.from([..."R\0\0\0\x08\0\0\0\x03"].map((letter) => letter.charCodeAt(0)));

function closeAll(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The names of a startup message's parameters: length, protocol, then name and value in turn, each ended by a zero. */
function namesOf(startup: Buffer): readonly string[] {
  return startup
    .subarray(8)
    .toString("latin1")
    .split("\0")
    .filter((_, at) => at % 2 === 0);
}

function refusal(): Buffer {
  const fields = [
    "SFATAL",
    "C0A000",
    "MFeature not supported: RDS Proxy currently doesn’t support command-line options.",
  ];
  const body = Buffer.from(`${fields.join("\0")}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
