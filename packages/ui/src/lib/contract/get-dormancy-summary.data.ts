import { getDormancySummary as contract } from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const getDormancySummary = describeRoute(contract);
