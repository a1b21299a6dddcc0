import { listDormantUsers } from "@dormant-users/shared-types";
import { expect, test } from "vitest";
import { encodeQuery } from "./query-string.ts";

/** As the server hands a query to the contract: what may repeat is a list. */
function asServerReads(text: string) {
  const params = new URLSearchParams(text);
  const lists = new Set(["account_type", "state", "department", "risk_level"]);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => [name, lists.has(name) ? params.getAll(name) : params.get(name)]),
  );
}

test("what is written is read back by the contract", () => {
  const query = {
    inactive_days: 60,
    as_of: "2026-11-22T06:00:00.000Z",
    account_type: ["human", "all"],
    skip: 0,
    limit: 200,
    sort: "risk",
    order: "desc",
    state: ["dormant"],
    department: ["R&D", "People, and culture"],
    q: "o'brien & söhne",
    risk_level: ["critical"],
    confidence_min: 0.85,
    decision: "open",
  };
  expect(listDormantUsers.query.parse(asServerReads(encodeQuery(query)))).toEqual(query);
});

test("what is absent leaves nothing behind", () => {
  expect(encodeQuery({ q: undefined, state: [] })).toBe("");
  expect(encodeQuery()).toBe("");
});
