/** A tenant's whole history: for each user every UTC day with activity, as days since 1970-01-01. */
export interface ReturnHistory {
  readonly tenant: string;
  readonly as_of_day: number;
  readonly users: readonly { readonly id: string; readonly days: readonly number[] }[];
}

/** What was put right while reading. */
export interface HistoryRepairs {
  /** Users whose days were not in ascending order. */
  readonly unsortedUsers: number;
  /** Repeated days left out. */
  readonly repeatedDays: number;
  /** Days after `as_of_day` left out. */
  readonly futureDays: number;
  /** Users without any day left. */
  readonly usersWithoutDays: number;
}

export type HistoryFault = "not_json" | "wrong_shape" | "invalid_day" | "duplicate_user" | "no_users";

/** A history that cannot be judged; the message says where and what to do. */
export class HistoryError extends Error {
  readonly fault: HistoryFault;
  constructor(fault: HistoryFault, message: string) {
    super(message);
    this.name = "HistoryError";
    this.fault = fault;
  }
}

export interface ParsedHistory {
  readonly history: ReturnHistory;
  readonly repairs: HistoryRepairs;
}

/**
 * Checks a history and puts its days in order: unsorted days are sorted, repeats and days after `as_of_day` left out, each
 * counted. What cannot be meant (a negative or fractional day, the same id twice, no users) is refused.
 * @throws HistoryError
 */
export function parseHistory(text: string): ParsedHistory {
  const { tenant, as_of_day: asOfDay, users } = parseShape(text);
  if (users.length === 0) throw new HistoryError("no_users", "The history has no users. Export at least one account.");
  const repairs = { unsortedUsers: 0, repeatedDays: 0, futureDays: 0, usersWithoutDays: 0 };
  const seen = new Set<string>();
  const cleaned = users.map((user, index) => {
    const { id, days } = parseUser(user, index);
    if (seen.has(id))
      throw new HistoryError("duplicate_user", `users[${index}]: id ${JSON.stringify(id)} occurs twice.`);
    seen.add(id);
    const past = days.filter((day) => day <= asOfDay);
    const unique = [...new Set(past)].sort((a, b) => a - b);
    if (days.some((day, i) => i > 0 && day < (days[i - 1] as number))) repairs.unsortedUsers += 1;
    if (unique.length === 0) repairs.usersWithoutDays += 1;
    repairs.futureDays += days.length - past.length;
    repairs.repeatedDays += past.length - unique.length;
    return { id, days: unique };
  });
  return { history: { tenant, as_of_day: asOfDay, users: cleaned }, repairs };
}

function parseShape(text: string): { tenant: string; as_of_day: number; users: readonly unknown[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HistoryError("not_json", "The history is not JSON. Expected {tenant, as_of_day, users: [{id, days}]}.");
  }
  if (!isRecord(value)) throw wrongShape("the file", "an object {tenant, as_of_day, users}");
  const { tenant, as_of_day, users } = value;
  if (typeof tenant !== "string" || tenant === "") throw wrongShape("tenant", "a name");
  if (!isDay(as_of_day)) throw wrongShape("as_of_day", "a whole number of days since 1970-01-01");
  if (!Array.isArray(users)) throw wrongShape("users", "an array of {id, days}");
  return { tenant, as_of_day, users };
}

function parseUser(user: unknown, index: number): { id: string; days: readonly number[] } {
  if (!isRecord(user)) throw wrongShape(`users[${index}]`, "an object {id, days}");
  const { id, days } = user;
  if (typeof id !== "string" || id === "") throw wrongShape(`users[${index}].id`, "a text");
  if (!Array.isArray(days)) throw wrongShape(`users[${index}].days`, "an array of days");
  const wrong = days.findIndex((day) => !isDay(day));
  if (wrong >= 0) {
    const what = `users[${index}].days[${wrong}] is ${JSON.stringify(days[wrong])}`;
    throw new HistoryError("invalid_day", `${what}. Expected a whole number of days since 1970-01-01, 0 or later.`);
  }
  return { id, days };
}

function wrongShape(where: string, expected: string): HistoryError {
  return new HistoryError("wrong_shape", `${where} must be ${expected}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDay(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
