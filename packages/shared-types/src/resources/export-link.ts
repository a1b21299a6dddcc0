import { z } from "zod";
import { Instant } from "./instant.ts";

/** Where a list lies that is too long for one answer. Whoever has the address may read it until then. */
export const ExportLink = z.object({
  url: z.url(),
  expires_at: Instant,
  /** Name to keep the file under. */
  file_name: z.string(),
});
export type ExportLink = z.infer<typeof ExportLink>;
