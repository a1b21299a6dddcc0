import { setTimeout as wait } from "node:timers/promises";
import { type ChatAnswer, type ChatModel, type ChatRequest, ModelError, type TokenUsage } from "../../rag/ports.ts";
import type { Refusal } from "../spending/index.ts";
import type { QuestionBook } from "./question-book.ts";
import type { PaidAnswer } from "./questions.repository.ts";

const SETTLING_MS = 2_000;

interface KeptChatOptions {
  readonly chat: ChatModel;
  readonly book: QuestionBook;
  /** What an earlier worker was answered to the same questions, by turn. */
  readonly heard: readonly PaidAnswer[];
}

/** The chat model of one analysis, with everything it is asked and answers written down, and nothing asked twice. */
export class KeptChat implements ChatModel {
  readonly modelId: string;
  readonly #options: KeptChatOptions;
  readonly #sent: Promise<unknown>[] = [];
  #turn = 0;
  #questions = 0;
  #heardUsd = 0;
  #refusal: Refusal | undefined;

  constructor(options: KeptChatOptions) {
    this.modelId = options.chat.modelId;
    this.#options = options;
  }

  /** Questions that were put to the model, now or by a worker before this one. */
  get questions(): number {
    return this.#questions;
  }

  /** Why the last question was not put to it. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  mostUsage(request: ChatRequest): TokenUsage {
    return this.#options.chat.mostUsage(request);
  }

  async ask(request: ChatRequest): Promise<ChatAnswer> {
    this.#turn += 1;
    const heard = this.#options.heard[this.#turn - 1];
    if (heard !== undefined) return this.#repeat(heard);
    const sending = this.#send(this.#turn, request);
    this.#sent.push(sending);
    return sending;
  }

  /**
   * What was billed for this analysis, in USD, once all of it is written down: an analysis that stopped waiting has told the
   * model's adapter to stop too. What does not end even so stays reserved, and counts when its run ends.
   */
  async settled(): Promise<number> {
    const given = new AbortController();
    const patience = wait(SETTLING_MS, undefined, { signal: given.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#sent), patience]);
    given.abort();
    return this.#heardUsd + this.#options.book.costUsd;
  }

  #repeat(heard: PaidAnswer): ChatAnswer {
    const { book } = this.#options;
    this.#questions += 1;
    if ("answer" in heard) {
      this.#heardUsd += book.costOf(heard.answer.usage);
      return heard.answer;
    }
    this.#heardUsd += book.costOf(heard.usage);
    throw new ModelError(heard.failure, this.modelId, "the answer could not be read", { usage: heard.usage });
  }

  async #send(turn: number, request: ChatRequest): Promise<ChatAnswer> {
    this.#questions += 1;
    const spent = await this.#options.book.ask(turn, request);
    if ("value" in spent) return spent.value;
    this.#questions -= 1;
    this.#refusal = spent.refusal;
    throw new ModelError("aborted", this.modelId, `not sent: ${spent.refusal}`);
  }
}
