import { RiskLevel } from "@dormant-users/shared-types";

/** Of users without an insight. */
export const NO_RANK = 0;

/** As `user_profiles.risk_rank` has it: 4 critical to 1 low. */
export const rankOf = (level: RiskLevel): number => RiskLevel.options.length - RiskLevel.options.indexOf(level);
