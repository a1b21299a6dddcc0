import type { TenantId } from "@dormant-users/shared-types";
import { indexNotBuilt } from "../../observability/events/platform-trouble.ts";
import type { Logger } from "../../observability/logger.ts";

export interface IndexServices {
  /** Chooses how the nearest users are looked for, and builds the indexes that takes. */
  readonly indexEmbeddings: (tenantId: TenantId) => Promise<unknown>;
  readonly logger: Logger;
}

/** After embedding. An index that cannot be built (the role may not, the disk is full) makes a search slower, not wrong. */
export async function keepIndexed({ indexEmbeddings, logger }: IndexServices, tenantId: TenantId): Promise<void> {
  try {
    await indexEmbeddings(tenantId);
  } catch (error) {
    indexNotBuilt(logger, tenantId, error);
  }
}
