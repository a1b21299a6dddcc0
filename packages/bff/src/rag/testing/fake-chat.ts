import {
  type ChatAnswer,
  type ChatModel,
  type ChatRequest,
  ModelError,
  type ModelErrorKind,
  type TokenUsage,
} from "../ports.ts";

/** What the fake does with one question: an answer's arguments, an error to throw, or a promise of its own. */
export type Reply = (request: ChatRequest) => unknown;

/** A chat model that gives the listed replies in order and keeps the questions. One more question throws. */
export class FakeChat implements ChatModel {
  readonly modelId = "fake-chat-1";
  readonly questions: ChatRequest[] = [];
  readonly #replies: Reply[];

  constructor(...replies: Reply[]) {
    this.#replies = replies;
  }

  mostUsage(): TokenUsage {
    return { inputTokens: 5_000, outputTokens: 1_000 };
  }

  async ask(request: ChatRequest): Promise<ChatAnswer> {
    this.questions.push(request);
    const reply = this.#replies.shift();
    if (reply === undefined) throw new Error("one question too many");
    const input = await reply(request);
    if (input instanceof Error) throw input;
    return {
      input,
      modelId: this.modelId,
      stopReason: "tool_use",
      usage: { inputTokens: 1000, outputTokens: 200 },
      latencyMs: 1,
      attempts: 1,
      unheard: 0,
    };
  }
}

/** A model's failure that was billed. */
export function failure(kind: ModelErrorKind): ModelError {
  return new ModelError(kind, "fake-chat-1", kind, { usage: { inputTokens: 10, outputTokens: 1 } });
}

/** Reads the request token out of a question, as a model does. */
export function tokenOf(request: ChatRequest): string {
  return /Request token: (\S+)/.exec(request.messages[0]?.text ?? "")?.[1] ?? "";
}

/** The id by which a question lists a fact. */
export function idOf(request: ChatRequest, key: string): string {
  return new RegExp(`"id":"(E\\d+)","fact":"${key}"`).exec(request.messages[0]?.text ?? "")?.[1] ?? "none";
}
