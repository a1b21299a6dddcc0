import { TenantId } from "@dormant-users/shared-types";
import { z } from "zod";

const version = z.int().min(0).max(9999);
const tenants = z.array(TenantId).min(1).max(10_000).optional();

/** What a migration is asked to do. To go back one has to name the version: no default may lose data. */
export const MigrationRequest = z.discriminatedUnion("action", [
  z.strictObject({ action: z.enum(["status", "plan", "apply"]), to: version.optional(), tenants }),
  z.strictObject({ action: z.literal("undo"), to: version, tenants }),
]);
export type MigrationRequest = z.infer<typeof MigrationRequest>;

/** As CloudFormation's provider framework calls a function for a resource of a stack. */
const ResourceEvent = z.looseObject({ RequestType: z.enum(["Create", "Update", "Delete"]) });

/** A request as it arrives, and whether a stack's deployment waits for it: that fails where the migration fails. */
export interface ArrivedRequest {
  readonly request: MigrationRequest | "nothing";
  readonly deploys: boolean;
}

/**
 * Reads what the function was called with: a request, or a stack's event, which means `apply`. A stack that is deleted
 * leaves the tenants' tables alone.
 *
 * @throws {z.ZodError} for anything else
 */
export function readMigrationRequest(event: unknown): ArrivedRequest {
  const resource = ResourceEvent.safeParse(event);
  if (!resource.success) return { request: MigrationRequest.parse(event), deploys: false };
  return { request: resource.data.RequestType === "Delete" ? "nothing" : { action: "apply" }, deploys: true };
}
