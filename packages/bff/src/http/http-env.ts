import type { Scope } from "@dormant-users/shared-types";

/** What our middleware leaves in Hono's context. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** The scope the matched route asks for; named in the challenge of a 403. */
    scope: Scope | null;
  };
}
