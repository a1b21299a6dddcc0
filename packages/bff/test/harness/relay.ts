import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A relay to a server that can be made to fail as networks and restarting servers do. */
export interface Relay {
  readonly port: number;
  /** Drops every connection, and every new one until so many were dropped; then it lets them through again. */
  cutFor(connections: number): Promise<void>;
  /** Ends as a server that stops does: nothing listens until {@link Relay.mend}. */
  stop(): Promise<void>;
  /** Of what clients send that holds this text, lets every so-manieth reach the server and its answer get lost. */
  loseAnswersTo(text: string, losses?: { readonly every?: number; readonly times?: number }): void;
  /** Holds the next thing a client sends that holds this text until the work is done. */
  before(text: string, work: () => Promise<unknown> | unknown): void;
  /** Answers that were lost. */
  readonly lost: number;
  /** Lets everything through again. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

interface Loss {
  readonly text: string;
  readonly every: number;
  seen: number;
  left: number;
}

export async function startRelay(target: { readonly host: string; readonly port: number }): Promise<Relay> {
  const open = new Set<Socket>();
  let toRefuse = 0;
  let mended = () => {};
  let lost = 0;
  let loss: Loss | undefined;
  let hold: { readonly text: string; readonly work: () => Promise<unknown> | unknown } | undefined;

  const isLost = (sent: Buffer): boolean => {
    if (loss === undefined || loss.left === 0 || !sent.includes(loss.text)) return false;
    loss.seen += 1;
    if (loss.seen % loss.every !== 0) return false;
    loss.left -= 1;
    return true;
  };
  const join = (client: Socket): void => {
    const behind = connect(target.port, target.host);
    let isDeaf = false;
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
    client.on("data", async (sent) => {
      const held = hold !== undefined && sent.includes(hold.text) ? hold : undefined;
      if (held !== undefined) {
        hold = undefined;
        client.pause();
        await held.work();
        client.resume();
      }
      isDeaf ||= isLost(sent);
      behind.write(sent);
    });
    behind.on("data", (answer) => {
      // Once it has begun to answer, the server has done what it was asked.
      if (isDeaf) {
        lost += 1;
        client.destroy();
      } else client.write(answer);
    });
  };

  const server = createServer((client) => {
    if (toRefuse === 0) return join(client);
    toRefuse -= 1;
    client.on("error", () => {});
    client.destroy();
    if (toRefuse === 0) mended();
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const dropAll = () => {
    for (const socket of open) socket.destroy();
  };
  const stop = (): Promise<void> => {
    dropAll();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return {
    port,
    stop,
    get lost() {
      return lost;
    },
    cutFor(connections) {
      toRefuse = connections;
      dropAll();
      return new Promise((resolve) => {
        mended = resolve;
      });
    },
    loseAnswersTo(text, { every = 1, times = Number.POSITIVE_INFINITY } = {}) {
      loss = { text, every, seen: 0, left: times };
    },
    before(text, work) {
      hold = { text, work };
    },
    async mend() {
      [toRefuse, lost, loss, hold] = [0, 0, undefined, undefined];
      if (!server.listening) await listen(port);
    },
    close: stop,
  };
}
