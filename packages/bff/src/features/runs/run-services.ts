import type { Logger } from "../../observability/logger.ts";
import type { ChatModel, Embedder } from "../../rag/ports.ts";
import type { CostOf, SearchServices } from "../insights/index.ts";

/** What a run works with. */
export interface RunServices extends SearchServices {
  readonly embedder: Embedder;
  /** Undefined: the rules write every insight. */
  readonly chatModel: ChatModel | undefined;
  readonly costOf: CostOf;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}
