import type pg from "pg";

/** A borrowed connection. Exactly one of the two ends must be called, once. */
export interface Lease {
  readonly client: pg.ClientBase;
  /** Returns a connection whose transaction ended cleanly. */
  giveBack(): void;
  /** Ends a connection in doubt, so that nobody meets its role, settings or open transaction. */
  discard(): Promise<void>;
}

/** Where connections come from: one implementation per engine. Stays inside this folder. */
export interface Connections {
  readonly engine: "embedded" | "postgres";
  /** Whether its tenant connections can run a query in a role in one round trip, see postgres/role-query.ts. */
  readonly asksInOneTrip: boolean;
  /** Whether its tenant connections take a statement while the one before it is still being answered. */
  readonly pipelines: boolean;
  /** SQL that puts a session back into the powerless role, whatever a transaction did to it. */
  readonly standDown: string;
  /** A connection that stands in the powerless role. */
  tenant(): Promise<Lease>;
  /** A connection whose login may stand in {@link OWNER_ROLE} for a transaction. */
  admin(): Promise<Lease>;
  close(): Promise<void>;
}
