import {
  DormancySummary,
  DormantUserDetail,
  DormantUsersPage,
  Problem,
  RefreshJob,
  StoredSettings,
} from "@dormant-users/shared-types";
import {
  buildDormancySummary,
  buildDormantUser,
  buildDormantUsersPage,
  buildRefreshJob,
} from "@dormant-users/shared-types/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { buildUserDetail } from "../../testing/user-detail.ts";
import { describeAnswer } from "./describe.ts";
import { findBreach } from "./json-schema.ts";

const settings = StoredSettings.parse({
  version: 3,
  updated_at: "2026-11-22T06:00:00.000Z",
  updated_by: "ada",
  inactive_days_by_account_type: { guest: 14 },
  exemptions: [{ kind: "group", value: "Crew", reason: "On board", until: null }],
  licence_prices: { slack: 12.5 },
});
const problem = { type: "urn:x", title: "No", status: 400, code: "conflict", errors: [{ path: "q", message: "long" }] };

const ANSWERS: readonly [name: string, schema: z.ZodType, value: unknown][] = [
  ["a page", DormantUsersPage, buildDormantUsersPage([buildDormantUser()])],
  ["a summary", DormancySummary, buildDormancySummary()],
  ["a user", DormantUserDetail, buildUserDetail()],
  ["a job", RefreshJob, buildRefreshJob()],
  ["settings", StoredSettings, settings],
  ["a problem", Problem, problem],
];

/** Every value that differs from a valid one in one field: left out, or of another type. */
function* broken(value: unknown): Generator<{ path: string; whole: unknown }> {
  const replacements = [undefined, null, {}, [[]], false];
  for (const path of paths(value)) {
    for (const replacement of replacements) {
      const whole = structuredClone(value);
      const parent = path.slice(0, -1).reduce((node, key) => node[key] as Node, whole as Node);
      const last = path.at(-1) as string;
      if (replacement === undefined && !Array.isArray(parent)) delete parent[last];
      else parent[last] = structuredClone(replacement) ?? null;
      yield { path: `${path.join(".")} as ${JSON.stringify(replacement)}`, whole };
    }
  }
}
type Node = Record<string, unknown>;

/** Of the first item of a list alone: the others are of its kind. */
function paths(value: unknown, at: readonly string[] = []): string[][] {
  if (value === null || typeof value !== "object") return [];
  const keys = Array.isArray(value) ? Object.keys(value).slice(0, 1) : Object.keys(value);
  return keys.flatMap((key) => [[...at, key], ...paths((value as Node)[key], [...at, key])]);
}

describe.each(ANSWERS)("%s", (_, zodSchema, valid) => {
  const schema = describeAnswer(zodSchema);

  test("keeps the contract", () => {
    expect(findBreach(schema, structuredClone(valid))).toBeUndefined();
  });

  test("is refused with one field missing or of another type exactly where the contract refuses it", () => {
    const differences = [...broken(valid)].filter(
      ({ whole }) => zodSchema.safeParse(whole).success !== (findBreach(schema, whole) === undefined),
    );
    expect(differences.map(({ path }) => path)).toEqual([]);
  });
});

test("an older server's answer gets the defaults that the contract gives it", () => {
  const known = { version: 1, updated_at: null, updated_by: null };
  const answer = structuredClone(known);
  expect(findBreach(describeAnswer(StoredSettings), answer)).toBeUndefined();
  expect(answer).toEqual(StoredSettings.parse(known));
});

test("a default filled in is each answer's own", () => {
  const schema = describeAnswer(z.object({ list: z.array(z.string()).default([]) }));
  const [first, second] = [{}, {}] as { list?: string[] }[];
  findBreach(schema, first);
  first?.list?.push("mine");
  findBreach(schema, second);
  expect(second).toEqual({ list: [] });
});

test.each([
  [{ state: "asleep" }, ".items[0].state"],
  [{ last_active_at: "yesterday" }, ".items[0].last_active_at"],
  [{ days_inactive: 1.5 }, ".items[0].days_inactive"],
])("a row with %j is named by its path", (change, path) => {
  const page = { ...buildDormantUsersPage([]), items: [{ ...buildDormantUser(), ...change }] };
  expect(findBreach(describeAnswer(DormantUsersPage), page)).toBe(path);
});

test("what a newer server adds is no breach", () => {
  expect(findBreach(describeAnswer(Problem), { ...problem, added: { since: "then" } })).toBeUndefined();
});

test("a schema that says more than is checked is refused when it is described", () => {
  expect(() => describeAnswer(z.object({ a: z.intersection(z.string(), z.number()) }))).toThrow('"allOf"');
});
