import { z } from "zod";

/** The product's own id of a user; stable for as long as one of the user's accounts is known. */
export const UserId = z.uuid().brand<"UserId">();
export type UserId = z.infer<typeof UserId>;
