import { embeddedMetrics } from "./embedded-metrics.ts";
import type { Measures } from "./metric-catalogue.ts";
import { currentRequest } from "./request-scope.ts";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFields = Readonly<Record<string, unknown>>;

/** One JSON object a line. Fields hold ids, counts and durations; never tokens, names, e-mails or query values. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Put the error under `error`: its name, message, code (or kind), stack and causes are written. */
  error(event: string, fields?: LogFields): void;
  /**
   * A business event: its one line also carries what was measured. Called by the functions of `events/` alone, so that
   * each event has one shape.
   */
  measured(level: "info" | "warn" | "error", event: string, fields: LogFields, measures: Measures): void;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Names the deployment in every line. */
  readonly stage?: string | undefined;
  /** Whether CloudWatch is to read metrics from measured lines; these are then written at every level but `silent`. */
  readonly embedMetrics?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Takes one line without its end. Default: stderr, because stdout belongs to a command's own answer. */
  readonly write?: (line: string) => void;
}

export function createLogger({ level: lowest, stage, embedMetrics = false, ...options }: LoggerOptions): Logger {
  const write = options.write ?? ((line) => process.stderr.write(`${line}\n`));
  const now = options.now ?? Date.now;
  const isWanted = (level: LogLevel): boolean =>
    LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(lowest) ||
    (lowest !== "silent" && currentRequest()?.isVerbose === true);
  const entry = (timeMs: number, level: LogLevel, event: string) => {
    const scope = currentRequest();
    return {
      time: new Date(timeMs).toISOString(),
      level,
      event,
      ...(stage && { stage }),
      ...(scope && { request_id: scope.id }),
      ...(scope?.traceId && { trace_id: scope.traceId }),
    };
  };
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (isWanted(level)) write(serialise({ ...entry(now(), level, event), ...fields }));
    };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    measured(level, event, fields, measures) {
      const embedded = embedMetrics && lowest !== "silent";
      if (!embedded && !isWanted(level)) return;
      const nowMs = now();
      const line = { ...entry(nowMs, level, event), ...fields, ...measures };
      write(serialise(embedded ? { ...line, _aws: embeddedMetrics(measures, nowMs) } : line));
    },
  };
}

/** Says nothing; for tests and commands that print their own account. */
export const silentLogger: Logger = createLogger({ level: "silent" });

function serialise(entry: LogFields): string {
  try {
    return JSON.stringify(entry, (_key, value) => plain(value));
  } catch {
    // A cycle or a throwing getter must not take the request down with it.
    return JSON.stringify({ time: entry.time, level: entry.level, event: entry.event, unserialisable: true });
  }
}

const MAX_CAUSES = 4;

/** A closed word that sorts errors, as drivers and our own errors carry it; never prose. */
function wordOf(error: Error, property: "code" | "kind"): string | undefined {
  const word: unknown = Reflect.get(error, property);
  return typeof word === "string" && /^\w{1,40}$/.test(word) ? word : undefined;
}

function plain(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") return value.toString();
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  const code = wordOf(value, "code") ?? wordOf(value, "kind");
  return {
    name,
    message,
    ...(code && { code }),
    stack: stack
      ?.split("\n")
      .slice(1, 8)
      .map((line) => line.trim()),
    ...(cause !== undefined && depth < MAX_CAUSES && { cause: plain(cause, depth + 1) }),
  };
}
