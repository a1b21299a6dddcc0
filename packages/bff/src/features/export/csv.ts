import type { DormantUser } from "@dormant-users/shared-types";

/** What spreadsheets take for the beginning of a formula, also after blanks and in full width. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** A cell as RFC 4180 has it. Text that a spreadsheet would run begins with an apostrophe. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Cell = string | number | boolean | null;

const COLUMNS: readonly (readonly [name: string, cell: (user: DormantUser) => Cell])[] = [
  ["user_id", (user) => user.user_id],
  ["email", (user) => user.email],
  ["name", (user) => user.name],
  ["days_inactive", (user) => user.days_inactive],
  ["last_active_at", (user) => user.last_active_at],
  ["last_active_basis", (user) => user.last_active_basis],
  ["last_active_source", (user) => user.last_active_source],
  ["state", (user) => user.state],
  ["reason", (user) => user.reason],
  ["risk_level", (user) => user.risk_level ?? null],
  ["confidence", (user) => user.confidence ?? null],
  ["summary", (user) => user.summary ?? null],
  ["recommendation_1", (user) => user.top_recommendations?.[0]?.title ?? null],
  ["recommendation_2", (user) => user.top_recommendations?.[1]?.title ?? null],
  ["insight_source", (user) => user.insight_source ?? null],
  ["decision", (user) => user.decision?.kind ?? null],
  ["decision_until", (user) => user.decision?.until ?? null],
  ["decided_by", (user) => user.decision?.decided_by ?? null],
  ["account_type", (user) => user.account_type],
  ["privileged", (user) => user.privileged],
  ["department", (user) => user.department],
  ["account_start_at", (user) => user.account_start_at],
  ["external_id", (user) => user.external_id],
  ["sources", (user) => user.sources.join(" ")],
];

const line = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** The byte order mark tells spreadsheets that the file is UTF-8. */
export const CSV_HEAD = `\ufeff${line(COLUMNS.map(([name]) => name))}`;

export const csvRow = (user: DormantUser): string => line(COLUMNS.map(([, cell]) => cell(user)));
