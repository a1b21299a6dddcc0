import type { DecisionRequest, DormancyState, TenantId, UserId } from "@dormant-users/shared-types";
import { beforeEach, describe, expect, it } from "vitest";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { storePeople } from "../../../test/population/people.ts";
import { getUserDormancy } from "../detection/get-user-dormancy.ts";
import { getStoredSettings } from "../settings/index.ts";
import { makeDecisions } from "./make-decisions.ts";
import { undoDecision } from "./undo-decision.ts";

const test = useTestDatabase();
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const LATER = "2026-12-24T06:00:00.000Z";

let tenant: TenantId;
let ada: UserId;
let bob: UserId;
beforeEach(async () => {
  tenant = await test.createTenant();
  [ada, bob] = (await test.database.withTenant(tenant, (tx) =>
    storePeople(tx, { people: ["ada", "bob"], dataAsOfMs: NOW, quietDays: 60 }),
  )) as [UserId, UserId];
});

const context = (actor = "admin-1", nowMs = NOW) => ({
  tenant,
  actor,
  requestId: undefined,
  nowMs,
  published: false,
});
const decide = (request: DecisionRequest, actor?: string) =>
  test.database.withTenant(tenant, (tx) => makeDecisions(tx, request, context(actor)));
const decideOne = async (request: DecisionRequest) => {
  const [result] = await decide(request);
  if (result?.decision == null) throw new Error("nothing was decided");
  return result.decision;
};
const undo = (decisionId: Parameters<typeof undoDecision>[1]) =>
  test.database.withTenant(tenant, (tx) => undoDecision(tx, decisionId, context("admin-2")));
const stateOf = async (userId: UserId): Promise<DormancyState> =>
  (await test.database.withTenant(tenant, (tx) => getUserDormancy(tx, userId, {}, NOW))).state;
const rows = <Row>(sql: string) => test.database.withTenant(tenant, (tx) => tx.list(rawSql<Row>(sql)));

describe("a decision", () => {
  it("snoozes a user until then, counters included, and undoing it brings the user back", async () => {
    expect(await stateOf(ada)).toBe("dormant");
    const decision = await decideOne({ kind: "snooze", until: LATER, users: [{ user_id: ada, seen: null }] });
    expect(decision).toMatchObject({ kind: "snooze", until: LATER, decided_by: "admin-1", apply_status: "applied" });
    expect(await stateOf(ada)).toBe("snoozed");
    expect(await undo(decision.decision_id)).toMatchObject({ undone_by: "admin-2", undone_at: expect.any(String) });
    expect(await stateOf(ada)).toBe("dormant");
  });

  it("exempts a user through the settings, with its reason, and undoing it restores the exemption before", async () => {
    const first = await decideOne({ kind: "exempt", reason: "On leave", users: [{ user_id: ada }] });
    expect(await stateOf(ada)).toBe("exempt");
    const second = await decideOne({
      kind: "exempt",
      until: LATER,
      reason: "Back at Christmas",
      users: [{ user_id: ada, seen: first.decision_id }],
    });
    const exemptions = async () => (await test.database.withTenant(tenant, getStoredSettings)).exemptions;
    expect(await exemptions()).toEqual([{ kind: "user", value: ada, reason: "Back at Christmas", until: LATER }]);
    await undo(second.decision_id);
    expect(await exemptions()).toEqual([]);
    expect(await stateOf(ada)).toBe("dormant");
  });

  it("taken back twice changes nothing the second time", async () => {
    const decision = await decideOne({ kind: "keep", users: [{ user_id: ada }] });
    const first = await undo(decision.decision_id);
    expect(await undo(decision.decision_id)).toEqual(first);
    expect(await rows(`SELECT 1 FROM $schema.audit_log WHERE action = 'decision_undone'`)).toHaveLength(1);
  });

  it("can be taken back after its snooze has ended, and leaves a later snooze alone", async () => {
    const past = await decideOne({ kind: "snooze", until: "2026-11-22T06:00:00.001Z", users: [{ user_id: ada }] });
    await rows(`UPDATE $schema.user_profiles SET snoozed_until = '${LATER}' WHERE user_id = '${ada}' RETURNING 1`);
    await undo(past.decision_id);
    expect(await stateOf(ada)).toBe("snoozed");
    const other = await decideOne({ kind: "snooze", until: "2026-11-22T06:00:00.001Z", users: [{ user_id: bob }] });
    expect(await undo(other.decision_id)).toMatchObject({ undone_by: "admin-2" });
    expect(await stateOf(bob)).toBe("dormant");
  });

  it("replaces the one that stands: that one is undone and what it displaced restored", async () => {
    const snooze = await decideOne({ kind: "snooze", until: LATER, users: [{ user_id: ada }] });
    await decideOne({ kind: "disable", reason: "Left", users: [{ user_id: ada, seen: snooze.decision_id }] });
    expect(await stateOf(ada)).toBe("dormant");
    const standing = await rows(`SELECT kind FROM $schema.decisions WHERE undone_at IS NULL`);
    expect(standing).toEqual([{ kind: "disable" }]);
  });

  it("of one of two admins on one user wins; the other is told which one stands", async () => {
    const results = await Promise.all([
      decide({ kind: "keep", users: [{ user_id: ada, seen: null }] }, "admin-1"),
      decide({ kind: "disable", users: [{ user_id: ada, seen: null }] }, "admin-2"),
    ]);
    const [won, lost] = results.flat().toSorted((a, b) => b.status.localeCompare(a.status));
    expect([won?.status, lost?.status]).toEqual(["decided", "conflict"]);
    expect(lost?.decision).toEqual(won?.decision);
    expect(await rows(`SELECT 1 FROM $schema.decisions`)).toHaveLength(1);
  });

  it("about many decides for those it can and says what became of the others", async () => {
    const stranger = "00000000-0000-4000-8000-000000000000" as UserId;
    await decideOne({ kind: "keep", users: [{ user_id: bob }] });
    const results = await decide({
      kind: "notify",
      users: [{ user_id: bob, seen: null }, { user_id: stranger }, { user_id: ada.toUpperCase() as UserId }],
    });
    expect(results.map(({ status }) => status)).toEqual(["conflict", "not_found", "decided"]);
  });

  it("about nobody this tenant knows is not found, whoever else knows them", async () => {
    const other = await test.createTenant();
    const elsewhere = test.database.withTenant(other, (tx) =>
      makeDecisions(tx, { kind: "keep", users: [{ user_id: ada }] }, { ...context(), tenant: other }),
    );
    await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
    const decision = await decideOne({ kind: "keep", users: [{ user_id: ada }] });
    const undone = test.database.withTenant(other, (tx) => undoDecision(tx, decision.decision_id, context()));
    await expect(undone).rejects.toMatchObject({ code: "not_found" });
  });

  it("must end in the future, and stands in the audit log with the deed or not at all", async () => {
    const past = decide({ kind: "snooze", until: new Date(NOW).toISOString(), users: [{ user_id: ada }] });
    await expect(past).rejects.toMatchObject({ code: "invalid_request", errors: [{ path: "body.until" }] });
    expect(await rows(`SELECT 1 FROM $schema.audit_log`)).toEqual([]);
    await decide({ kind: "keep", users: [{ user_id: ada }, { user_id: bob }] });
    const entries = await rows<{ target: string }>(
      `SELECT target FROM $schema.audit_log WHERE action = 'decision_made'`,
    );
    expect(entries.map(({ target }) => target).toSorted()).toEqual([ada, bob].toSorted());
  });

  it("renews the generation of answers, in the same transaction", async () => {
    const generation = async () =>
      (await rows<{ generation: number }>(`SELECT generation FROM $schema.answer_generation`))[0]?.generation ?? 0;
    const before = await generation();
    await decideOne({ kind: "exempt", reason: "On leave", users: [{ user_id: ada }] });
    expect(await generation()).toBe(before + 1);
  });
});
