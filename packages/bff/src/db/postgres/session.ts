import type pg from "pg";
import { valueParsers } from "../value-parsers.ts";

/** How connections are opened. */
export interface PostgresAccess {
  /** Makes the password of a new connection; the URL's own where absent. */
  readonly password?: () => Promise<string>;
  /**
   * Behind a proxy that refuses settings at the start of a session (RDS Proxy: "doesn't support command-line options"),
   * they are set by statements, and set again whenever a session is put back.
   */
  readonly settings?: "at_start" | "by_statement";
}

// Fixed by the code, not by the server's or the role's settings: value-parsers.ts needs UTC, and a search path
// without a tenant's schema lets an unqualified table name fail instead of finding somebody's table. Compiling a plan
// takes longer than our dearest statements.
const SETTINGS = { timezone: "UTC", datestyle: "ISO", search_path: "public", jit: "off" } as const;

const STATEMENTS = Object.entries(SETTINGS)
  .map(([name, value]) => `set ${name} to '${value}'`)
  .join("; ");

/** Back to what the connection began with; RESET ALL leaves the role alone. */
export function standDownOf({ settings }: PostgresAccess): string {
  return settings === "by_statement" ? `reset all; ${STATEMENTS}; reset role` : "reset all; reset role";
}

/** What a new connection is to be told first; nothing where it knows it from its start. */
export function openingOf({ settings }: PostgresAccess): string {
  return settings === "by_statement" ? STATEMENTS : "";
}

/** Settings for a client. `role` is the one a session stands in; a session set by statements stands in its login's. */
export function clientConfigOf(url: string, access: PostgresAccess, role?: string): pg.PoolConfig {
  const parsed = new URL(url);
  // The URL's own `options` would replace ours silently; both are wanted.
  const own = parsed.searchParams.get("options");
  parsed.searchParams.delete("options");
  const started = { ...SETTINGS, ...(role !== undefined && { role }) };
  const ours =
    access.settings === "by_statement" ? [] : Object.entries(started).map(([key, value]) => `-c ${key}=${value}`);
  const options = [...(own === null ? [] : [own]), ...ours].join(" ");
  return {
    ...(access.password === undefined ? { connectionString: parsed.href } : withPassword(parsed, access.password)),
    ...(options !== "" && { options }),
    types: valueParsers,
  };
}

// node-postgres would put a connection string's empty password in place of the function.
function withPassword({ hostname, port, username, pathname, searchParams }: URL, password: () => Promise<string>) {
  return {
    host: hostname,
    port: port === "" ? 5432 : Number(port),
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: searchParams.get("sslmode") !== "disable",
    password,
  };
}
