import type { FaultRow } from "./fault-row.ts";
import { INPUT_FAULTS } from "./input-faults.ts";
import { MODEL_FAULTS } from "./model-faults.ts";
import { RUN_FAULTS } from "./run-faults.ts";
import { STORE_FAULTS } from "./store-faults.ts";

/** Every fault that the product promises to end well, in the order of docs/faults.md. */
export const FAULTS: readonly FaultRow[] = [...MODEL_FAULTS, ...STORE_FAULTS, ...RUN_FAULTS, ...INPUT_FAULTS];
