import { exportDormantUsers as contract } from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const exportDormantUsers = describeRoute(contract);
