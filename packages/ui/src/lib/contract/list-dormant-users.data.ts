import { listDormantUsers as contract } from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const listDormantUsers = describeRoute(contract);
