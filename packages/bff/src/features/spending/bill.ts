import type { ModelError, TokenUsage, WireRequests } from "../../rag/ports.ts";

/** USD for one call of a model; never 0 for want of a price. */
export type CostOf = (modelId: string, usage: TokenUsage) => number;

/** What calls of one model came to. */
export interface Bill {
  /** On the wire, retries included. */
  readonly calls: number;
  /** As the service counted them; tokens of what nobody heard are in none of them. */
  readonly usage: TokenUsage;
  readonly costUsd: number;
}

const NO_USAGE: TokenUsage = { inputTokens: 0, outputTokens: 0 };
export const NO_BILL: Bill = { calls: 0, usage: NO_USAGE, costUsd: 0 };

/**
 * The bill of one question or text. What was cut off may have been billed, and nobody will say: it counts with what it may
 * have cost at most.
 *
 * @param most tokens of one request at most
 */
export function billFor(
  price: (usage: TokenUsage) => number,
  { usage = NO_USAGE, attempts, unheard }: WireRequests & { readonly usage?: TokenUsage | undefined },
  most: TokenUsage,
): Bill {
  return { calls: attempts, usage, costUsd: price(usage) + unheard * price(most) };
}

/** What a failure came to, as {@link billFor} takes it. */
export const failedCalls = ({ requests, usage }: ModelError) => ({ ...requests, usage });

export function addBills(one: Bill, other: Bill): Bill {
  return {
    calls: one.calls + other.calls,
    usage: {
      inputTokens: one.usage.inputTokens + other.usage.inputTokens,
      outputTokens: one.usage.outputTokens + other.usage.outputTokens,
    },
    costUsd: one.costUsd + other.costUsd,
  };
}
