import type { UserId } from "@dormant-users/shared-types";
import { expect, test } from "vitest";
import { withParams } from "../../lib/url-state.ts";
import { QUICK_VIEWS, quickViewOf } from "./quick-views.ts";
import {
  type DashboardView,
  DEFAULT_VIEW,
  filterQuery,
  pageQuery,
  readView,
  statesOf,
  toggleState,
  writeView,
} from "./view.ts";

const full: DashboardView = {
  q: "o'brien & söhne",
  risk: ["critical", "high"],
  confidenceMin: 0.8,
  accountType: ["guest", "service"],
  department: ["R&D", "People, and culture"],
  state: ["never_active"],
  decision: "open",
  inactiveDays: 60,
  sort: "name",
  order: "desc",
  page: 3,
  pageSize: 200,
  user: "00000000-0000-4000-8000-000000000001" as UserId,
};

test("a link carries the whole view there and back, and the host's own parameters with it", () => {
  const search = withParams("?tab=people&q=the+hosts", writeView(full));
  expect(readView(search)).toEqual(full);
  expect(new URLSearchParams(search).get("tab")).toBe("people");
  expect(new URLSearchParams(search).get("q")).toBe("the hosts");
});

test("a plain page keeps a plain address", () => {
  expect(withParams("", writeView(DEFAULT_VIEW))).toBe("");
  expect(readView("")).toEqual(DEFAULT_VIEW);
});

test("what is misspelt, out of range or of another time counts as absent", () => {
  const search =
    "?du_risk=terrible&du_risk=high&du_days=0&du_page=-4&du_size=7&du_sort=shoe&du_confidence=x&du_user=1&du_state=gone";
  expect(readView(search)).toEqual({ ...DEFAULT_VIEW, risk: ["high"] });
});

test.each([
  "du_confidence=",
  "du_confidence=1.2",
  "du_days=30.5",
  "du_page=1e9",
  "du_department=",
  `du_q=${"x".repeat(201)}`,
])("%s says nothing", (search) => {
  expect(readView(search)).toEqual(DEFAULT_VIEW);
});

test("the server is asked for the page and for nothing that is not set", () => {
  expect(pageQuery(DEFAULT_VIEW)).toEqual({ sort: "risk", order: "desc", skip: 0, limit: 50 });
  expect(pageQuery(full)).toMatchObject({
    skip: 600,
    limit: 200,
    risk_level: ["critical", "high"],
    q: "o'brien & söhne",
  });
  expect(filterQuery(full)).not.toHaveProperty("skip");
});

test("each quick view is known again by what it sets, and by nothing else", () => {
  for (const [name, part] of Object.entries(QUICK_VIEWS)) {
    expect(quickViewOf({ ...DEFAULT_VIEW, ...part })).toBe(name);
    expect(quickViewOf({ ...DEFAULT_VIEW, ...part, q: "x" })).toBeUndefined();
  }
});

test("where nobody chose a state, those that the server lists are the ones to put in and take out", () => {
  expect(statesOf(DEFAULT_VIEW)).toEqual(["dormant", "never_active"]);
  expect(toggleState(DEFAULT_VIEW, "never_active")).toEqual(["dormant"]);
  expect(toggleState(DEFAULT_VIEW, "exempt")).toEqual(["dormant", "never_active", "exempt"]);
});

test("states put back as they are to begin with leave a plain address, and the last one stays", () => {
  expect(toggleState({ state: ["never_active"] }, "dormant")).toEqual([]);
  expect(toggleState({ state: ["exempt", "never_active", "dormant"] }, "exempt")).toEqual([]);
  expect(toggleState({ state: ["exempt"] }, "exempt")).toEqual(["exempt"]);
});
