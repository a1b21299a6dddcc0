import { makeDecisions as makeContract, undoDecisions as undoContract } from "@dormant-users/shared-types";
import { describeRoute } from "./describe.ts";

export const makeDecisions = describeRoute(makeContract);
export const undoDecisions = describeRoute(undoContract);
