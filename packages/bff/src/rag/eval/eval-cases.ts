import { ADMINISTRATORS } from "./cases/administrators.ts";
import { ATTACK_CASES } from "./cases/attacks.ts";
import { BOUNDARIES } from "./cases/boundaries.ts";
import { CONFLICTS, MISSING_DATA } from "./cases/data-gaps.ts";
import { DELICATE_ACCESS } from "./cases/delicate-access.ts";
import { EMPLOYEES } from "./cases/employees.ts";
import { GUESTS } from "./cases/guests.ts";
import { NEVER_ACTIVE } from "./cases/never-active.ts";
import { BREAK_GLASS, SERVICES } from "./cases/non-humans.ts";
import { RHYTHMS, SEASONAL } from "./cases/rhythms.ts";
import type { EvalCase } from "./eval-case.ts";

/**
 * The labelled cases. Each label is an officer's judgement of the account, written down before any analyst saw it; where
 * an analyst differs, the case stands and the difference is reported.
 */
export const EVAL_CASES: readonly EvalCase[] = [
  ...EMPLOYEES,
  ...DELICATE_ACCESS,
  ...ADMINISTRATORS,
  ...GUESTS,
  ...SERVICES,
  ...BREAK_GLASS,
  ...RHYTHMS,
  ...SEASONAL,
  ...NEVER_ACTIVE,
  ...MISSING_DATA,
  ...CONFLICTS,
  ...BOUNDARIES,
  ...ATTACK_CASES,
];
