import { RiskLevel } from "@dormant-users/shared-types";
import { FACT_WORDS } from "../evidence/fact-values.ts";
import { words } from "../evidence/fold.ts";
import { ACTION_RULES } from "../rules/actions.ts";
import {
  ABANDONMENT_FACTORS,
  ABANDONMENT_LEVELS,
  IMPACT_FACTORS,
  IMPACT_LEVELS,
  RULES_VERSION,
} from "../rules/rubric.ts";
import { REPAIR_WORDS } from "./build-repair.ts";
import { CONTROL_TEXT, SYSTEM_TEXT, TOOL_DESCRIPTION, TOOL_NAME, USER_TEXT } from "./system-text.ts";
import { toolSchema } from "./tool-schema.ts";

/** Keys of the request itself and of one listed fact. */
const STRUCTURE =
  "system messages role user assistant text tool name description inputSchema maxTokens id fact says unknown";
const IDS = Array.from({ length: 99 }, (_, index) => `E${index + 1}`);

/**
 * Every folded word that a first question can hold, whoever it is about: a word outside this set, a nonce or a small
 * number came from somewhere it must not come from.
 */
export const OWN_WORDS: ReadonlySet<string> = new Set([
  ...FACT_WORDS,
  ...[
    SYSTEM_TEXT,
    CONTROL_TEXT,
    TOOL_NAME,
    TOOL_DESCRIPTION,
    STRUCTURE,
    RULES_VERSION,
    REPAIR_WORDS,
    ...IDS,
    ...Object.values(USER_TEXT),
    ...RiskLevel.options,
    ...ABANDONMENT_LEVELS,
    ...IMPACT_LEVELS,
    ...[...ABANDONMENT_FACTORS, ...IMPACT_FACTORS].map(({ text }) => text),
    ...ACTION_RULES.flatMap(({ action, title, detail }) => [action, title, detail]),
    JSON.stringify(toolSchema()),
  ].flatMap(words),
]);
