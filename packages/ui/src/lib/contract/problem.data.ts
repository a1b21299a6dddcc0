import { Problem } from "@dormant-users/shared-types";
import { describeAnswer } from "./describe.ts";

export const PROBLEM = describeAnswer(Problem);
