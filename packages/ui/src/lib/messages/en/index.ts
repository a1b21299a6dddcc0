import type { Formats } from "../../formats.ts";
import { createDashboardMessages } from "./dashboard.ts";
import { createDetailMessages } from "./detail.ts";
import { createInsightsMessages } from "./insights.ts";
import { createListMessages } from "./list.ts";
import { createSharedMessages } from "./shared.ts";

/** Every word the UI says, in English. Another language is another function of this shape. */
export function createEnglishMessages(formats: Formats) {
  return {
    ...createSharedMessages(formats),
    ...createListMessages(formats),
    detail: createDetailMessages(formats),
    insights: createInsightsMessages(formats),
    dashboard: createDashboardMessages(formats),
  };
}

export type Messages = ReturnType<typeof createEnglishMessages>;
