import { setTimeout as wait } from "node:timers/promises";
import { type ChatAnswer, type ChatModel, type ChatRequest, ModelError } from "../../rag/ports.ts";
import type { QuestionBook } from "./question-book.ts";
import type { PaidAnswer, QuestionBasis } from "./questions.repository.ts";

const SETTLING_MS = 2_000;

interface KeptChatOptions {
  readonly chat: ChatModel;
  readonly book: QuestionBook;
  readonly basis: QuestionBasis;
  /** What an earlier worker was answered to the same questions, by turn. */
  readonly heard: readonly PaidAnswer[];
  /** False: what was heard is used, and nothing more is asked. */
  readonly mayAsk: boolean;
}

/** The chat model of one analysis, with everything it is asked and answers written down, and nothing asked twice. */
export class KeptChat implements ChatModel {
  readonly modelId: string;
  readonly #options: KeptChatOptions;
  readonly #sent: Promise<unknown>[] = [];
  #turn = 0;
  #costUsd = 0;

  constructor(options: KeptChatOptions) {
    this.modelId = options.chat.modelId;
    this.#options = options;
  }

  async ask(request: ChatRequest): Promise<ChatAnswer> {
    this.#turn += 1;
    const heard = this.#options.heard[this.#turn - 1];
    if (heard !== undefined) return this.#repeat(heard);
    if (!this.#options.mayAsk) throw new ModelError("quota_exceeded", this.modelId, "the month's budget is used up");
    const sending = this.#send(this.#turn, request);
    this.#sent.push(sending);
    return sending;
  }

  /**
   * What was billed for this analysis, in USD, once all of it is written down: an analysis that stopped waiting has told the
   * model's adapter to stop too. What does not end even so stays open in the book, and counts when its run ends.
   */
  async settled(): Promise<number> {
    const given = new AbortController();
    const patience = wait(SETTLING_MS, undefined, { signal: given.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#sent), patience]);
    given.abort();
    return this.#costUsd;
  }

  #repeat(heard: PaidAnswer): ChatAnswer {
    const { book } = this.#options;
    if ("answer" in heard) {
      this.#costUsd += book.costOf(heard.answer.usage);
      return heard.answer;
    }
    this.#costUsd += book.costOf(heard.usage);
    throw new ModelError(heard.failure, this.modelId, "the answer could not be read", { usage: heard.usage });
  }

  async #send(turn: number, request: ChatRequest): Promise<ChatAnswer> {
    const { chat, book, basis } = this.#options;
    await book.open(turn, basis);
    try {
      const answer = await chat.ask(request);
      this.#costUsd += await book.answered(turn, answer);
      return answer;
    } catch (error) {
      if (error instanceof ModelError) this.#costUsd += await book.failed(turn, error);
      throw error;
    }
  }
}
