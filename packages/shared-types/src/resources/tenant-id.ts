import { z } from "zod";

/** A TrustX customer's id. Also names its schema and role (`tenant_<id>`) and its prefix in the bucket. */
export const TenantId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,40}$/, "a tenant id is 2 to 41 characters: a lower-case letter, then a-z, 0-9 or _")
  .brand<"TenantId">();
export type TenantId = z.infer<typeof TenantId>;
