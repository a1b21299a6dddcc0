import { getUserDormancy, listDormantUsers, putSettings } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error.ts";
import { createRequestParser } from "./parse-request.ts";

const { query } = createRequestParser(listDormantUsers);
const at = (text: string) => `http://localhost/profile360/insights/dormant-users?${text}`;

function errorsOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return (error as DomainError).errors;
  }
  throw new Error("nothing was refused");
}

describe("a query", () => {
  it("is read as the contract says", () => {
    expect(
      query(at("limit=5&state=dormant&state=unknown&department=R%26D&as_of=2026-11-22T07:00:00%2B01:00&q=+ada+")),
    ).toEqual({
      limit: 5,
      state: ["dormant", "unknown"],
      department: ["R&D"],
      as_of: "2026-11-22T06:00:00.000Z",
      q: "ada",
    });
    expect(query("http://localhost/profile360/insights/dormant-users")).toEqual({});
  });

  it.each([
    ["limit=-1", "query.limit", "must be a whole number from 1 to 200"],
    ["limit=1e2", "query.limit", "must be a whole number from 1 to 200"],
    ["limit=201", "query.limit", "must be a whole number from 1 to 200"],
    ["limit=", "query.limit", "must be a whole number from 1 to 200"],
    ["inactive_days=abc", "query.inactive_days", "must be a whole number from 1 to 3650"],
    ["inactive_days=1%3Bdrop+table+x", "query.inactive_days", "must be a whole number from 1 to 3650"],
    ["as_of=yesterday", "query.as_of", "must be an ISO 8601 instant such as 2026-11-22T06:00:00Z"],
    ["as_of=2026-02-30T00:00:00Z", "query.as_of", "must be an ISO 8601 instant such as 2026-11-22T06:00:00Z"],
    ["as_of=0000-01-01T00:00:00Z", "query.as_of", "must not lie before the year 1900"],
    [
      "sort=email;drop",
      "query.sort",
      'Invalid option: expected one of "days_inactive"|"last_active_at"|"email"|"name"|"risk"|"return_probability"',
    ],
    ["q=%00", "query.q", "must not contain the NUL character"],
    ["limit=5&limit=6", "query.limit", "may be given only once"],
    ["Limit=5", "query.Limit", "is not a parameter of this route"],
    ["__proto__=1", "query.__proto__", "is not a parameter of this route"],
  ])("%s is refused with its place and what to write", (text, path, message) => {
    expect(errorsOf(() => query(at(text)))).toEqual([{ path, message }]);
  });

  it("never repeats a refused value, and names at most twenty faults", () => {
    const many = Array.from({ length: 40 }, (_, n) => `x${n}=secretvalue`).join("&");
    const errors = errorsOf(() => query(at(many)));
    expect(errors).toHaveLength(20);
    expect(JSON.stringify(errors)).not.toContain("secretvalue");
  });
});

describe("a path", () => {
  it("is read by the contract", () => {
    const { params } = createRequestParser(getUserDormancy);
    const user_id = "7d6f2f4e-9a55-4a3a-8a0e-0f6c54b1c2d3";
    expect(params({ user_id })).toEqual({ user_id });
    expect(errorsOf(() => params({ user_id: "1 or 1=1" }))).toEqual([
      { path: "params.user_id", message: "Invalid UUID" },
    ]);
  });
});

describe("a body", () => {
  it("is refused where it nests deeper than anything we take", async () => {
    const { body } = createRequestParser(putSettings);
    const text = `{"exemptions":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    const request = new Request("http://localhost", {
      method: "PUT",
      body: text,
      headers: { "content-type": "application/json" },
    });
    await expect(body(request)).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("may be any JSON type, with a charset", async () => {
    const { body } = createRequestParser(putSettings);
    const headers = { "content-type": "application/merge-patch+json; charset=utf-8" };
    const request = new Request("http://localhost", { method: "PUT", body: "{}", headers });
    await expect(body(request)).resolves.toMatchObject({ inactive_days: 30 });
  });
});
