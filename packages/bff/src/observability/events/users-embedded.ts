import type { TenantId } from "@dormant-users/shared-types";
import type { ModelErrorKind } from "../../rag/ports.ts";
import type { Logger } from "../logger.ts";

interface EmbeddedUsers {
  readonly tenant: TenantId;
  readonly model: string;
  readonly embedded: number;
  readonly failed: number;
  readonly calls: number;
  readonly tokens: number;
  readonly costUsd: number;
}

/** Vectors were made; says nothing where none had to be. */
export function usersEmbedded(logger: Logger, done: EmbeddedUsers): void {
  const { tenant, model, embedded, failed, calls, tokens, costUsd } = done;
  if (calls === 0 && failed === 0) return;
  logger.measured(
    failed > 0 ? "warn" : "info",
    "users_embedded",
    { tenant, model },
    {
      "embedding.count": embedded,
      "embedding.calls": calls,
      "embedding.failed": failed,
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
