import { buildDormancySummary } from "@dormant-users/shared-types/testing";
import { expect, test } from "vitest";
import { analysed } from "./analysed-accounts.ts";
import { listPage } from "./list-page.ts";
import { buildTenantDirectory } from "./tenant-directory.ts";

test.each([400, 700, 10_000])("of %i mocked accounts as many are set aside as the mocked summary says", (size) => {
  const { counts } = buildDormancySummary();
  const accounts = analysed(buildTenantDirectory(size));
  const total = (query: Parameters<typeof listPage>[1]) => listPage(accounts, query).total;
  expect(total({ decision: "snooze", state: ["all"] })).toBe(counts.snoozed);
  expect(total({ state: ["snoozed"] })).toBe(counts.snoozed);
  expect(total({ decision: "exempt", state: ["all"] })).toBe(1);
  expect(total({ decision: "decided" })).toBe(0);
});
