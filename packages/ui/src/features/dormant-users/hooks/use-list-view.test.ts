import { DormantUsersQuery } from "@dormant-users/shared-types";
import { expect, test } from "vitest";
import { changeListView, DEFAULT_LIST_VIEW, toQuery } from "./use-list-view.ts";

test("the first view leaves the threshold to the tenant", () => {
  expect(toQuery(DEFAULT_LIST_VIEW)).toEqual({ sort: "days_inactive", order: "desc", skip: 0, limit: 50 });
});

test("another threshold or order starts at the first page", () => {
  const deep = { ...DEFAULT_LIST_VIEW, page: 7 };
  expect(changeListView(deep, { type: "threshold", inactiveDays: 90 }).page).toBe(0);
  expect(changeListView(deep, { type: "sort", by: "email" })).toMatchObject({ page: 0, sort: "email", order: "asc" });
  expect(changeListView(deep, { type: "sort", by: "days_inactive" })).toMatchObject({ page: 0, order: "asc" });
});

test("another page size keeps the first row on screen", () => {
  const deep = { ...DEFAULT_LIST_VIEW, page: 3 };
  expect(changeListView(deep, { type: "page_size", pageSize: 25 })).toMatchObject({ page: 6, pageSize: 25 });
  expect(changeListView(deep, { type: "page_size", pageSize: 100 })).toMatchObject({ page: 1, pageSize: 100 });
});

test("a page before the first does not exist", () => {
  expect(changeListView(DEFAULT_LIST_VIEW, { type: "page", page: -1 }).page).toBe(0);
});

test("every view is a query the server accepts", () => {
  const view = changeListView(
    { ...DEFAULT_LIST_VIEW, page: 199, pageSize: 100 },
    { type: "sort", by: "last_active_at" },
  );
  const wire = Object.fromEntries(Object.entries(toQuery(view)).map(([name, value]) => [name, String(value)]));
  expect(DormantUsersQuery.safeParse(wire).success).toBe(true);
});
