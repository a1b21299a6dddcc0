/**
 * Turns a project's changelog (GNU style or `git log`, plain or gzip) into a history file, one user per author address,
 * users numbered and addresses dropped: node bench/changelog-history.ts NAME CHANGELOG > history.json
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const DAY_MS = 86_400_000;
const GNU_ENTRY = /^(\d{4}-\d\d-\d\d)\s+\S.*?<([^>]+)>/;
const LOG_AUTHOR = /^Author: .*<([^>]+)>/;
const LOG_DATE = /^Date:\s+(.+)$/;

const [name, path] = process.argv.slice(2);
if (!name || !path) throw new Error("Usage: node bench/changelog-history.ts NAME CHANGELOG");
const raw = readFileSync(path);
const text = (path.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8");

const daysByAuthor = new Map<string, Set<number>>();
function record(author: string, atMs: number): void {
  if (Number.isNaN(atMs) || atMs < 0) return;
  const key = author.toLowerCase();
  const days = daysByAuthor.get(key) ?? new Set();
  daysByAuthor.set(key, days.add(Math.floor(atMs / DAY_MS)));
}

let author: string | undefined;
for (const line of text.split("\n")) {
  const entry = GNU_ENTRY.exec(line);
  if (entry?.[1] && entry[2]) record(entry[2], Date.parse(`${entry[1]}T00:00:00Z`));
  author = LOG_AUTHOR.exec(line)?.[1] ?? author;
  const date = LOG_DATE.exec(line)?.[1];
  if (author && date) {
    record(author, Date.parse(date));
    author = undefined;
  }
}

const users = [...daysByAuthor]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, days], index) => ({ id: String(index), days: [...days].sort((a, b) => a - b) }));
const asOfDay = Math.max(...users.flatMap((user) => user.days));
process.stdout.write(`${JSON.stringify({ tenant: name, as_of_day: asOfDay, users })}\n`);
