import { z } from "zod";
import { AuditPage } from "../resources/audit-entry.ts";
import { InstantInput } from "../resources/instant.ts";
import { queryInt } from "./query.ts";
import { defineContract } from "./route.ts";

export const listAudit = defineContract({
  operationId: "listAudit",
  method: "get",
  path: "/profile360/insights/audit",
  summary: "Who read, ran, decided and changed what",
  tag: "Audit",
  scope: "audit:read",
  query: z.object({
    actor: z.string().min(1).max(300).optional(),
    action: z.string().min(1).max(100).optional(),
    /** From this instant on. */
    since: InstantInput.optional(),
    /** Before this instant. */
    until: InstantInput.optional(),
    limit: queryInt({ min: 1, max: 200 }).optional(),
    cursor: z.string().min(1).max(300).optional(),
  }),
  responses: { 200: { description: "A page, newest first", body: AuditPage } },
});
