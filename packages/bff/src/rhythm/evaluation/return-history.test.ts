import { describe, expect, it } from "vitest";
import { HistoryError, type HistoryFault, parseHistory } from "./return-history.ts";

const history = (users: unknown, asOfDay: unknown = 1000) =>
  JSON.stringify({ tenant: "acme", as_of_day: asOfDay, users });

function faultOf(text: string): HistoryFault | undefined {
  try {
    parseHistory(text);
  } catch (error) {
    if (error instanceof HistoryError) return error.fault;
    throw error;
  }
  return undefined;
}

describe("reading a history", () => {
  it("takes a tidy one as it is", () => {
    const { history: read, repairs } = parseHistory(history([{ id: "a", days: [1, 2, 1000] }]));
    expect(read).toEqual({ tenant: "acme", as_of_day: 1000, users: [{ id: "a", days: [1, 2, 1000] }] });
    expect(repairs).toEqual({ unsortedUsers: 0, repeatedDays: 0, futureDays: 0, usersWithoutDays: 0 });
  });

  it("sorts days, drops repeats and days after as_of_day, and counts what it did", () => {
    const { history: read, repairs } = parseHistory(
      history([
        { id: "a", days: [5, 3, 3, 1001] },
        { id: "b", days: [2000] },
        { id: "c", days: [] },
      ]),
    );
    expect(read.users.map((user) => user.days)).toEqual([[3, 5], [], []]);
    expect(repairs).toEqual({ unsortedUsers: 1, repeatedDays: 1, futureDays: 2, usersWithoutDays: 2 });
  });

  it.each([
    ["no JSON", "{", "not_json"],
    ["no object", "[]", "wrong_shape"],
    ["no tenant", '{"as_of_day":1,"users":[]}', "wrong_shape"],
    ["no day to judge at", history([{ id: "a", days: [1] }], "today"), "wrong_shape"],
    ["users that are no list", history({}), "wrong_shape"],
    ["a user that is no object", history([null]), "wrong_shape"],
    ["a user without id", history([{ days: [1] }]), "wrong_shape"],
    ["a user without days", history([{ id: "a" }]), "wrong_shape"],
    ["no users", history([]), "no_users"],
    [
      "the same user twice",
      history([
        { id: "a", days: [1] },
        { id: "a", days: [2] },
      ]),
      "duplicate_user",
    ],
    ["a negative day", history([{ id: "a", days: [-1] }]), "invalid_day"],
    ["a fractional day", history([{ id: "a", days: [1.5] }]), "invalid_day"],
    ["a day in words", history([{ id: "a", days: ["2026-01-01"] }]), "invalid_day"],
    ["no day at all", history([{ id: "a", days: [null] }]), "invalid_day"],
  ] as const)("refuses %s", (_, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it("says where the fault is", () => {
    expect(() => parseHistory(history([{ id: "a", days: [1, 2.5] }]))).toThrow("users[0].days[1] is 2.5");
  });
});
