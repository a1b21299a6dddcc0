import type { TokenUsage } from "../../rag/ports.ts";
import type { CostOf } from "../insights/index.ts";

/** A question and its answer, generously. */
export const LARGEST_QUESTION: TokenUsage = { inputTokens: 5_000, outputTokens: 1_250 };
/** An answer that fails the checks is asked for once more. */
const MOST_QUESTIONS = 2;

/** What may still be spent this month; answers under way count with what they may cost at most. */
export class Budget {
  readonly #limitUsd: number;
  readonly #reserveUsd: number;
  #spentUsd: number;
  #underWay = 0;

  constructor(limitUsd: number, spentUsd: number, modelId: string | undefined, costOf: CostOf) {
    this.#limitUsd = limitUsd;
    this.#spentUsd = spentUsd;
    this.#reserveUsd = modelId === undefined ? 0 : MOST_QUESTIONS * costOf(modelId, LARGEST_QUESTION);
  }

  /** Whether anything is left at all. */
  get isSpent(): boolean {
    return this.#spentUsd >= this.#limitUsd;
  }

  /** Sets aside what one analysis may cost; false where that much is not left. */
  reserve(): boolean {
    if (this.isSpent || this.#spentUsd + (this.#underWay + 1) * this.#reserveUsd > this.#limitUsd) return false;
    this.#underWay += 1;
    return true;
  }

  release(): void {
    this.#underWay -= 1;
  }

  /** The month's total as the database has it: other processes spend too. */
  renew(spentUsd: number): void {
    this.#spentUsd = Math.max(this.#spentUsd, spentUsd);
  }
}
