import { getDormantUser as detailContract, putReview as reviewContract } from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const getDormantUser = describeRoute(detailContract);
export const putReview = describeRoute(reviewContract);
