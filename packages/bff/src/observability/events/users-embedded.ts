import type { TenantId } from "@dormant-users/shared-types";
import type { ModelErrorKind } from "../../rag/ports.ts";
import type { Logger } from "../logger.ts";
import { roundedMs } from "../rounded.ts";

interface EmbeddedUsers {
  readonly tenant: TenantId;
  readonly model: string;
  readonly embedded: number;
  readonly failed: number;
  /** Left out because the month's budget is used up. */
  readonly withoutBudget: number;
  readonly calls: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly durationMs: number;
}

/** Vectors were made, or should have been; says nothing where none had to be. */
export function usersEmbedded(logger: Logger, done: EmbeddedUsers): void {
  const { tenant, model, embedded, failed, withoutBudget, calls, tokens, costUsd, durationMs } = done;
  if (calls + withoutBudget === 0) return;
  logger.measured(
    failed + withoutBudget > 0 ? "warn" : "info",
    "users_embedded",
    { tenant, model },
    {
      "embedding.count": embedded,
      "embedding.calls": calls,
      "embedding.failed": failed,
      "embedding.without_budget": withoutBudget,
      "embedding.duration_ms": roundedMs(durationMs),
      "embedding.tokens": tokens,
      "model.cost_usd": costUsd,
    },
  );
}

/** The embedder cannot be had: analyses go on without peers, and the next run tries again. */
export function embeddingStopped(
  logger: Logger,
  { tenant, model, kind }: { readonly tenant: TenantId; readonly model: string; readonly kind: ModelErrorKind },
): void {
  logger.measured("warn", "embedding_stopped", { tenant, model, kind }, { "embedding.stopped": 1 });
}
