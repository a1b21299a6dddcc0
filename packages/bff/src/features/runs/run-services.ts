import type { TenantDatabase } from "../../db/index.ts";
import type { ChatModel, Embedder } from "../../rag/ports.ts";
import type { IndexServices } from "../insights/index.ts";
import type { CostOf } from "../spending/index.ts";

/** What a run works with. */
export interface RunServices extends IndexServices {
  readonly database: TenantDatabase;
  readonly embedder: Embedder;
  /** Undefined: the rules write every insight. */
  readonly chatModel: ChatModel | undefined;
  readonly costOf: CostOf;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
