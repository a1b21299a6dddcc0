import { z } from "zod";

/** What a command line asks the owner to do: a command of this program, never SQL. */
export const OwnerRequest = z.object({
  command: z.string(),
  argv: z.array(z.string()),
  /** Directory in which the caller's relative paths mean something. */
  cwd: z.string(),
});
export type OwnerRequest = z.infer<typeof OwnerRequest>;

/** The request on the wire. */
export const OwnerEnvelope = z.object({ protocol: z.int(), request: OwnerRequest });

/** One line of the answer. The last is `exit`; an answer without one was cut off. */
export const OwnerMessage = z.union([
  z.object({ stdout: z.string() }),
  z.object({ stderr: z.string() }),
  z.object({ progress: z.unknown() }),
  z.object({ exit: z.int().min(0).max(255) }),
]);
export type OwnerMessage = z.infer<typeof OwnerMessage>;

export const COMMAND_PATH = "/command";
