import { setTimeout as wait } from "node:timers/promises";
import { answerFromFacts } from "./answer-from-facts.ts";
import { findRefusal, type KnownCredentials } from "./check-signature.ts";
import { spoilVector } from "./content-faults.ts";
import { type Answer, converseResponse } from "./converse-response.ts";
import type { FaultQueue, InjectedFault } from "./fault-queue.ts";
import { type ContentFault, isWireFault, playWireFault, respondError, type VectorFault } from "./faults.ts";
import { WireError } from "./model-rules.ts";
import type { Exchange } from "./one-port-server.ts";
import { readConverse } from "./read-converse.ts";
import { titanAnswer } from "./titan.ts";

export interface RecordedCall {
  readonly operation: "converse" | "invoke";
  readonly modelId: string;
  /** As it came, parsed: for `expect(call.text).not.toContain(name)` there is `text`. */
  readonly body: unknown;
  readonly text: string;
  readonly httpVersion: string;
  readonly auth: "sigv4" | "bearer";
  /** Calls that were open when this one came, itself included. */
  readonly concurrent: number;
}

export interface DeskOptions {
  /** What a chat model gives to the tool; the default fits any schema and stays with the facts. */
  readonly answer?: Answer;
  /** Time until an answer, or how to choose it. */
  readonly latencyMs?: number | ((call: RecordedCall) => number);
}

const PATH = /^\/model\/([^/]+)\/(invoke|converse)$/;

/** Lets calls in, keeps a record of them, and answers. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #credentials: KnownCredentials;
  readonly #calls: RecordedCall[];
  readonly #faults: FaultQueue;
  #open = 0;

  constructor(options: DeskOptions, credentials: KnownCredentials, calls: RecordedCall[], faults: FaultQueue) {
    this.#options = options;
    this.#credentials = credentials;
    this.#calls = calls;
    this.#faults = faults;
  }

  async serve(exchange: Exchange): Promise<void> {
    this.#open += 1;
    try {
      const call = this.#admit(exchange);
      this.#calls.push(call);
      await this.#answer(exchange, call);
    } catch (error) {
      respondError(
        exchange,
        error instanceof WireError ? error : new WireError(500, "InternalServerException", String(error)),
      );
    } finally {
      this.#open -= 1;
    }
  }

  #admit({ request }: Exchange): RecordedCall {
    const refusal = findRefusal(request, this.#credentials, Date.now());
    if (refusal !== undefined) throw new WireError(403, refusal.type, refusal.message);
    const [, encodedId, operation] = PATH.exec(request.path) ?? [];
    if (request.method !== "POST" || encodedId === undefined) {
      throw new WireError(404, "UnknownOperationException", `no operation at ${request.method} ${request.path}`);
    }
    if (request.headers["content-type"] !== "application/json") {
      throw new WireError(400, "ValidationException", "The Content-Type must be application/json.");
    }
    const text = request.body.toString();
    return {
      operation: operation === "invoke" ? "invoke" : "converse",
      modelId: decodeURIComponent(encodedId),
      body: parse(text),
      text,
      httpVersion: request.httpVersion,
      auth: request.headers.authorization?.startsWith("Bearer ") ? "bearer" : "sigv4",
      concurrent: this.#open,
    };
  }

  async #answer(exchange: Exchange, call: RecordedCall): Promise<void> {
    const { latencyMs = 0 } = this.#options;
    const delayMs = typeof latencyMs === "function" ? latencyMs(call) : latencyMs;
    const injected = this.#faults.take(call);
    if (injected !== undefined && isWireFault(injected.fault)) {
      return playWireFault(exchange, injected.fault, injected.headers);
    }
    const body = await (call.operation === "invoke" ? embed(call, injected) : this.#converse(call, injected, delayMs));
    if (delayMs > 0) await wait(delayMs);
    exchange.respond(200, { "content-type": "application/json", ...requestId() }, JSON.stringify(body));
  }

  #converse(call: RecordedCall, injected: InjectedFault | undefined, latencyMs: number) {
    const { answer = answerFromFacts } = this.#options;
    const asked = readConverse(call.modelId, call.body);
    if (injected === undefined) return converseResponse(asked, answer, latencyMs, undefined);
    const { fault, text } = injected;
    return converseResponse(asked, answer, latencyMs, { kind: fault as ContentFault, text });
  }
}

function embed({ modelId, body }: RecordedCall, injected: InjectedFault | undefined): Record<string, unknown> {
  const answer = titanAnswer(modelId, body);
  if (injected !== undefined) spoilVector(answer, injected.fault as VectorFault);
  return answer;
}

function requestId(): Record<string, string> {
  return { "x-amzn-requestid": crypto.randomUUID() };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireError(400, "SerializationException", "The body is not JSON.");
  }
}
