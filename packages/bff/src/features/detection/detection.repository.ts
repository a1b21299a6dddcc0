import { Settings } from "@dormant-users/shared-types";
import { z } from "zod";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { countsText, heldCountsText, histogramText } from "./counts-sql.ts";
import type { DetectionContext, JudgedCohort } from "./judgement.ts";
