import { connect, type Socket } from "node:net";

type Answer = readonly [type: 1, id: number, error: MarionetteFault | null, result: unknown];

/** What Firefox says of a command it could not carry out; `error` is a WebDriver error code. */
export interface MarionetteFault {
  readonly error: string;
  readonly message: string;
  readonly stacktrace?: string;
}

const RETRY_MS = 100;

/**
 * Firefox's own remote protocol: `length:json` messages over TCP, commands answered by number.
 * Format: firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #received: Buffer = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("close", () => this.#giveUp());
  }

  /** Waits until Firefox listens. @throws {Error} where it does not within `patienceMs` */
  static async connect(port: number, patienceMs: number): Promise<Marionette> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const marionette = await Marionette.#tryOnce(port);
      if (marionette !== undefined) return marionette;
      if (Date.now() > end) throw new Error(`Firefox did not open its remote port within ${patienceMs} ms.`);
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }

  static #tryOnce(port: number): Promise<Marionette | undefined> {
    return new Promise((done) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", () => done(undefined));
      socket.once("connect", () => {
        const marionette = new Marionette(socket);
        // The greeting comes first and answers nothing.
        socket.once("data", (greeting) => {
          marionette.#take(greeting.subarray(greeting.indexOf("}") + 1));
          socket.on("data", (chunk) => marionette.#take(chunk));
          done(marionette);
        });
      });
    });
  }

  /** Carries out one command. @throws {MarionetteFault} what Firefox answered instead of a result */
  async send(command: string, parameters: object = {}): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const text = JSON.stringify([0, id, command, parameters]);
    const [, , fault, result] = await new Promise<Answer>((done) => {
      this.#waiting.set(id, done);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
    if (fault !== null) throw fault;
    return result;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) return;
      const answer = JSON.parse(this.#received.subarray(colon + 1, end).toString()) as Answer;
      this.#received = this.#received.subarray(end);
      this.#waiting.get(answer[1])?.(answer);
      this.#waiting.delete(answer[1]);
    }
  }

  #giveUp(): void {
    const fault = { error: "unknown error", message: "Firefox has closed." };
    for (const [id, done] of this.#waiting) done([1, id, fault, null]);
    this.#waiting.clear();
  }
}
