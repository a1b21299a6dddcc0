import { z } from "zod";

/** Which build of the UI an address serves: `version.json`, beside the entries of each container. */
export const RemoteVersion = z.object({
  /** The container's, as hosts name it. */
  name: z.string().min(1),
  /** The package's. */
  version: z.string().min(1),
  /** What a host compares with the versions it knows. */
  contract_version: z.int().positive(),
  /** The same for the same files: made of the entries, which name all other files by their content. */
  build: z.string().regex(/^[0-9a-f]{12}$/),
  /** SHA-256 in hexadecimal of each file that a host may name, by the file's name. */
  entries: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type RemoteVersion = z.infer<typeof RemoteVersion>;
