import pg from "pg";

const { builtins, getTypeParser } = pg.types;

/** int8 as a number; a count beyond 2^53 is an error rather than a wrong number. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("an int8 from the database exceeds 2^53");
  return value;
}

/**
 * timestamptz as ISO 8601 in UTC: three digits of a second, six where the value has microseconds. A Date would drop
 * those, and a keyset cursor made from it would repeat or skip rows. `infinity` and `-infinity` stay words.
 */
function parseInstant(text: string): string {
  const match = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (match === null) return text;
  const micros = (match[3] ?? "").padEnd(6, "0");
  return `${match[1]}T${match[2]}.${micros.endsWith("000") ? micros.slice(0, 3) : micros}Z`;
}

const TEXT_ARRAY: number = 1009;
const asIs = (text: string): string => text;

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  [builtins.TIMESTAMPTZ, parseInstant],
  [builtins.TIMESTAMP, asIs],
  [builtins.DATE, asIs],
]);

// Array types of the above, by OID.
for (const [arrayOid, parser] of [
  [1016, parseInt8],
  [1185, parseInstant],
  [1115, asIs],
  [1182, asIs],
] as const) {
  PARSERS.set(arrayOid, (text) => parseEach(parseTextArray(text), parser));
}

function parseTextArray(text: string): unknown {
  return getTypeParser(TEXT_ARRAY, "text")(text);
}

function parseEach(value: unknown, parser: (text: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => parseEach(item, parser));
  return typeof value === "string" ? parser(value) : value;
}

/**
 * How values reach JavaScript, the same on both engines: int8 as number, timestamptz as ISO string in UTC, date as
 * `YYYY-MM-DD`, numeric as string, jsonb parsed. Needs a session whose time zone is UTC.
 */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    const own = format === "binary" ? undefined : PARSERS.get(oid);
    return own ?? getTypeParser(oid, format);
  },
};
