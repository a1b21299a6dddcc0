import { Settings, StoredSettings } from "../resources/settings.ts";
import { defineContract } from "./route.ts";

export const getSettings = defineContract({
  operationId: "getSettings",
  method: "get",
  path: "/profile360/insights/settings",
  summary: "Thresholds, exemptions and limits of the tenant",
  tag: "Settings",
  scope: "insights:read",
  responses: { 200: { description: "The settings in force", body: StoredSettings, headers: ["etag"] } },
});

export const putSettings = defineContract({
  operationId: "putSettings",
  method: "put",
  path: "/profile360/insights/settings",
  summary: "Replace the tenant's settings",
  description:
    "Name the version you read in `If-Match`; somebody else's change in between answers 412 and changes nothing.",
  tag: "Settings",
  scope: "settings:write",
  body: Settings,
  ifMatch: "required",
  responses: { 200: { description: "The settings now in force", body: StoredSettings, headers: ["etag"] } },
});
