import {
  getSettings as getContract,
  putSettings as putContract,
  getUserDormancy as userContract,
} from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const getSettings = describeRoute(getContract);
export const putSettings = describeRoute(putContract);
/** Names the users that settings exempt. */
export const getUserDormancy = describeRoute(userContract);
