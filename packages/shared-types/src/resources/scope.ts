import { z } from "zod";

/** What a token may do. The tenant comes from the token's tenant claim and from nowhere else. */
export const Scope = z.enum([
  "insights:read",
  "insights:refresh",
  "insights:review",
  "decisions:write",
  "settings:write",
  "audit:read",
  "privacy:erase",
]);
export type Scope = z.infer<typeof Scope>;
