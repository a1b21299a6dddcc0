import type { DormancyState } from "@dormant-users/shared-types";

/** False of an account that is in use again, or closed: what was concluded of it while it was dormant is history. */
export const isRiskPresent = (state: DormancyState): boolean => state !== "active" && state !== "disabled";
