import { defineQuery, type Query } from "../../src/db/query.ts";

/** A statement given as text, for tests that try what no query of the product may do. `$schema` becomes the tenant's. */
export function rawSql<Row = Record<string, unknown>>(text: string): Query<undefined, Row> {
  return defineQuery<undefined, Row>({
    name: "test.raw_sql",
    text: (schema) => text.replaceAll("$schema", schema),
    prepare: false,
  });
}
