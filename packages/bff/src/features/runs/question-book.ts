import type { JobId, TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import { type ChatAnswer, ModelError, type TokenUsage } from "../../rag/ports.ts";
import { addSpend, type CostOf } from "../insights/index.ts";
import { LARGEST_QUESTION } from "./budget.ts";
import {
  addQuestion,
  dropQuestion,
  keepAnswer,
  type PaidAnswer,
  type QuestionBasis,
  type QuestionKey,
} from "./questions.repository.ts";
import { withRetries } from "./with-retries.ts";

interface BookNeeds {
  readonly database: TenantDatabase;
  readonly costOf: CostOf;
  readonly now: () => number;
}

const NO_USAGE: TokenUsage = { inputTokens: 0, outputTokens: 0 };

/**
 * Writes down each question of one user before it is sent and its answer, with what it cost, as soon as it is there. What a
 * killed process had under way is known after it, and what it had heard need not be asked again.
 */
export class QuestionBook {
  readonly #needs: BookNeeds;
  readonly #tenantId: TenantId;
  readonly #of: { readonly runId: JobId; readonly userId: UserId };
  readonly #modelId: string;

  constructor(
    needs: BookNeeds,
    tenantId: TenantId,
    of: { readonly runId: JobId; readonly userId: UserId },
    modelId: string,
  ) {
    this.#needs = needs;
    this.#tenantId = tenantId;
    this.#of = of;
    this.#modelId = modelId;
  }

  costOf(usage: TokenUsage): number {
    return this.#needs.costOf(this.#modelId, usage);
  }

  /** @throws {ModelError} where the user is gone: nothing is to be sent about them */
  async open(turn: number, basis: QuestionBasis): Promise<void> {
    const question = { ...this.#of, turn, modelId: this.#modelId, basis, reservedUsd: this.#mostUsd() };
    const isThere = await this.#transaction((tx) => addQuestion(tx, question));
    if (!isThere) throw new ModelError("aborted", this.#modelId, "the user is gone");
  }

  /** @returns what it cost, in USD */
  async answered(turn: number, answer: ChatAnswer): Promise<number> {
    return this.#settle(turn, { answer }, answer.usage, answer.attempts);
  }

  /**
   * A failure that was billed is an answer of a kind. One that was cut off may have been billed, and nobody will say: it
   * counts with what it may have cost at most.
   *
   * @returns what it cost, in USD
   */
  async failed(turn: number, { kind, usage }: ModelError): Promise<number> {
    if (usage !== undefined) return this.#settle(turn, { failure: kind, usage }, usage, 1);
    const costUsd = kind === "timeout" || kind === "aborted" ? this.#mostUsd() : 0;
    await this.#transaction(async (tx) => {
      if (await dropQuestion(tx, this.#key(turn))) await addSpend(tx, this.#spend(1, NO_USAGE, costUsd));
    });
    return costUsd;
  }

  async #settle(turn: number, answer: PaidAnswer, usage: TokenUsage, calls: number): Promise<number> {
    const costUsd = this.costOf(usage);
    await this.#transaction(async (tx) => {
      if (await keepAnswer(tx, this.#key(turn), answer)) await addSpend(tx, this.#spend(calls, usage, costUsd));
    });
    return costUsd;
  }

  #key(turn: number): QuestionKey {
    return { ...this.#of, turn };
  }

  #spend(calls: number, usage: TokenUsage, costUsd: number) {
    return { modelId: this.#modelId, calls, usage, costUsd, nowMs: this.#needs.now() };
  }

  #mostUsd(): number {
    return this.costOf(LARGEST_QUESTION);
  }

  #transaction<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return withRetries(() => this.#needs.database.withTenant(this.#tenantId, work));
  }
}
