import type { RouteContract } from "@dormant-users/shared-types";
import fc from "fast-check";

/** Text as attackers, mistaken scripts and other alphabets write it. */
export function hostileText() {
  return fc.oneof(
    fc.constantFrom(
      "' OR 1=1 --",
      '"; DROP SCHEMA tenant_northwind CASCADE; --',
      "1; select pg_sleep(9)",
      "../../etc/passwd",
      "<script>alert(1)</script>",
      "\0",
      "{{7*7}}",
      "__proto__",
      "-1",
      "abc",
      "1e3",
      "NaN",
      "９",
    ),
    fc.string({ unit: "grapheme" }),
  );
}

/** Queries of a route's own parameters, and of others, with values right and wrong. */
export function hostileQuery(contract: RouteContract) {
  const known = Object.keys(contract.query?.shape ?? {});
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...(known.length > 0 ? known : ["x"])) },
    hostileText(),
  );
  const value = fc.oneof(
    hostileText(),
    fc.integer().map(String),
    fc.constantFrom(
      "all",
      "dormant",
      "human",
      "asc",
      "email",
      "0000-01-01T00:00:00Z",
      "9999-12-31T23:59:59Z",
      "1900-02-28T23:59:59.999999-23:59",
      "%_\\",
      "eyJ2IjoxfQ",
    ),
  );
  return fc
    .array(fc.tuple(name, value), { maxLength: 4 })
    .map(
      (pairs) =>
        `?${pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join("=")).join("&")}`,
    );
}
