import type { TenantId, UserId } from "@dormant-users/shared-types";
import { type TenantDatabase, withRetries } from "../../db/index.ts";
import { type ChatAnswer, type ChatModel, type ChatRequest, ModelError, type TokenUsage } from "../../rag/ports.ts";
import { type Bill, billFor, type CostOf, failedCalls, type Purse, type Spent } from "../spending/index.ts";
import { type PaidAnswer, type QuestionBasis, settleQuestion } from "./questions.repository.ts";
import type { RunLease } from "./runs.repository.ts";

interface BookServices {
  readonly database: TenantDatabase;
  readonly costOf: CostOf;
}

/** Whose questions these are, and what they are made of. */
export interface AskedUser {
  readonly tenantId: TenantId;
  readonly run: RunLease;
  readonly userId: UserId;
  readonly basis: QuestionBasis;
}

/**
 * Asks a model about one user, and writes down what each question may cost before it is sent, and its answer, with its
 * bill, as soon as it is there. What a killed process had under way is known after it, and what it had heard need not be
 * asked again.
 */
export class QuestionBook {
  readonly #services: BookServices;
  readonly #purse: Purse;
  readonly #of: AskedUser;
  readonly #chat: ChatModel;
  #costUsd = 0;

  constructor(services: BookServices, purse: Purse, of: AskedUser, chat: ChatModel) {
    this.#services = services;
    this.#purse = purse;
    this.#of = of;
    this.#chat = chat;
  }

  /** What all that was asked and settled came to, in USD. */
  get costUsd(): number {
    return this.#costUsd;
  }

  /** USD. */
  costOf(usage: TokenUsage): number {
    return this.#services.costOf(this.#chat.modelId, usage);
  }

  /**
   * Asks, if the budget holds the question (and of a first one its repair, too).
   *
   * @throws {ModelError} when no answer could be had
   */
  ask(turn: number, request: ChatRequest): Promise<Spent<ChatAnswer>> {
    const { run, userId } = this.#of;
    const most = this.#chat.mostUsage(request);
    const mostUsdOnce = this.costOf(most);
    const headroomUsd = turn === 1 ? mostUsdOnce : 0;
    const planned = { modelId: this.#chat.modelId, calls: 1, mostUsdOnce, headroomUsd, run, userId } as const;
    return this.#purse.spend({ purpose: "question", ...planned }, async (reservationId) => {
      const settle = (outcome: Parameters<typeof billFor>[1], answer: PaidAnswer | undefined) =>
        this.#settle(
          reservationId,
          turn,
          billFor((usage) => this.costOf(usage), outcome, most),
          answer,
        );
      try {
        const answer = await this.#chat.ask(request);
        await settle(answer, { answer });
        return answer;
      } catch (error) {
        if (error instanceof ModelError) {
          const { kind, usage } = error;
          // A failure that was billed is an answer of a kind.
          await settle(failedCalls(error), usage === undefined ? undefined : { failure: kind, usage });
        }
        throw error;
      }
    });
  }

  async #settle(reservationId: string, turn: number, bill: Bill, answer: PaidAnswer | undefined): Promise<void> {
    const { tenantId, run, userId, basis } = this.#of;
    const settlement = { ...bill, reservationId, runId: run.runId, userId, turn, basis, answer };
    await withRetries(() => this.#services.database.write(tenantId, settleQuestion, settlement));
    this.#costUsd += bill.costUsd;
  }
}
