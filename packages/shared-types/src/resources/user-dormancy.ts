import { z } from "zod";
import { AccountType, ActivityBasis } from "./dormancy.ts";
import { DataFreshness, DormantUser } from "./dormant-user.ts";
import { Instant } from "./instant.ts";

/** One account of a user, as its source last told it. */
export const SourceAccountView = z.object({
  source: z.string(),
  external_id: z.string(),
  data_as_of: Instant,
  can_sign_in: z.boolean(),
  cannot_sign_in_reason: z.string().nullable(),
  account_type: AccountType,
  account_start_at: Instant.nullable(),
  last_active_at: Instant.nullable(),
  last_active_basis: ActivityBasis,
});
export type SourceAccountView = z.infer<typeof SourceAccountView>;

/** The one state of a user, why, and what each source says: the answer to "why is this user here, or not?" */
export const UserDormancy = DormantUser.extend({
  ...DataFreshness.shape,
  /** The instant this user's age is measured at: the earlier of `as_of` and its sources' newest snapshot. */
  measured_at: Instant.nullable(),
  /** After this instant the user counts as dormant, unless activity comes. Null where no silence could make it so. */
  dormant_from: Instant.nullable(),
  /** The state in one sentence, in English. */
  explanation: z.string(),
  accounts: z.array(SourceAccountView),
});
export type UserDormancy = z.infer<typeof UserDormancy>;
