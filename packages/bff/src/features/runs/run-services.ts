import type { TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import type { Logger } from "../../observability/logger.ts";
import type { ChatModel, Embedder } from "../../rag/ports.ts";
import type { CostOf } from "../insights/index.ts";

/** What a run works with. */
export interface RunServices {
  readonly database: TenantDatabase;
  readonly embedder: Embedder;
  /** Undefined: the rules write every insight. */
  readonly chatModel: ChatModel | undefined;
  readonly costOf: CostOf;
  /** Builds the vector indexes that the tenant lacks. */
  readonly indexEmbeddings: (tenantId: TenantId) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}
