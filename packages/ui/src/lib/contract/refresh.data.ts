import {
  cancelRefresh as cancelContract,
  getRefresh as getContract,
  startRefresh as startContract,
} from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const startRefresh = describeRoute(startContract);
export const getRefresh = describeRoute(getContract);
export const cancelRefresh = describeRoute(cancelContract);
