import type { Formats } from "../../formats.ts";
import { createDashboardMessages } from "./dashboard.ts";
import { createInsightsMessages } from "./insights.ts";
import { createListMessages } from "./list.ts";
import { createSharedMessages } from "./shared.ts";

/** The words of the page, in English; those of one user's details come with them. Another language is another function of this shape. */
export function createEnglishMessages(formats: Formats) {
  return {
    ...createSharedMessages(formats),
    ...createListMessages(formats),
    insights: createInsightsMessages(formats),
    dashboard: createDashboardMessages(formats),
  };
}

export type Messages = ReturnType<typeof createEnglishMessages>;
