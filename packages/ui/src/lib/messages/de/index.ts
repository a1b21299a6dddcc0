import type { Formats } from "../../formats.ts";
import type { Messages } from "../en/index.ts";
import { createGermanDashboardMessages } from "./dashboard.ts";
import { createGermanInsightsMessages } from "./insights.ts";
import { createGermanListMessages } from "./list.ts";
import { createGermanSharedMessages } from "./shared.ts";

export function createGermanMessages(formats: Formats): Messages {
  return {
    ...createGermanSharedMessages(formats),
    ...createGermanListMessages(formats),
    insights: createGermanInsightsMessages(formats),
    dashboard: createGermanDashboardMessages(formats),
  };
}
