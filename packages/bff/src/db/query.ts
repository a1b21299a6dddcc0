import type { SchemaName } from "./tenant-schema.ts";

let defined = 0;

/** What a query is called with: nothing, or its one input. */
export type QueryInput<Input> = [undefined] extends [Input] ? [] : [input: Input];

/** A named statement over one tenant's schema. Made by {@link defineQuery}, run by a tenant transaction. */
export interface Query<Input, Row> {
  /** Stands in logs, metrics, errors and, as a comment, in `pg_stat_activity`. */
  readonly name: string;
  /** Distinguishes this definition from every other in the process; prepared statements are named by it. */
  readonly id: string;
  readonly prepare: boolean;
  readonly text: (schema: SchemaName) => string;
  readonly params: (...input: QueryInput<Input>) => readonly unknown[];
  readonly row: (row: never) => Row;
}

export interface QueryDefinition<Input, Raw, Row> {
  /** `<room>.<verb>_<entity>`: lower-case letters, digits, dots and underscores. */
  readonly name: string;
  /** The SQL with every table written as `${schema}.table`. Must depend on nothing else, and list its columns. */
  readonly text: (schema: SchemaName) => string;
  /** The values of $1, $2, … Arrays are SQL arrays; stringify what goes into jsonb. */
  readonly params?: (...input: QueryInput<Input>) => readonly unknown[];
  /** From the row as the driver gives it (see value-parsers.ts) to the row the caller wants. */
  readonly row?: (row: Raw) => Row;
  /** False for a statement run once in a while, which should not stay prepared in every connection. */
  readonly prepare?: boolean;
}

/**
 * Defines a named, schema-qualified, prepared query. Define it once, at module level.
 *
 * @throws {RangeError} when the name could not stand in a SQL comment
 */
export function defineQuery<Input = undefined, Raw = never, Row = Raw>(
  definition: QueryDefinition<Input, Raw, Row>,
): Query<Input, Row> {
  const { name, text, params, row, prepare = true } = definition;
  if (!/^[a-z][a-z0-9_.]*$/.test(name)) throw new RangeError(`a query's name is lower-case words, not ${name}`);
  defined += 1;
  return {
    name,
    id: `q${defined}`,
    prepare,
    text: (schema) => `/* ${name} */ ${text(schema)}`,
    params: params ?? (() => []),
    row: row ?? ((raw: never) => raw),
  };
}
