import type { DormancyReason, DormancyState, DormantUser } from "@dormant-users/shared-types";
/** The instant all mocked data speaks of: fixed, so that a picture today equals the picture of last month. */
export declare const AS_OF = "2026-11-22T06:00:00.000Z";
/** One account as the pretended server knows it; what it is called depends on the threshold asked for. */
export interface KnownAccount {
  readonly user: DormantUser;
  /** Set where no threshold changes the state. */
  readonly fixed?: {
    readonly state: DormancyState;
    readonly reason: DormancyReason;
  };
}
/** A believable tenant: most people active, a tail of the long quiet, guests, robots and a few nobody can judge. */
export declare function buildTenantDirectory(size: number, seed?: number): KnownAccount[];
