import type { DormantUser } from "@dormant-users/shared-types";
import { buildDormantUser } from "@dormant-users/shared-types/testing";

/** Names and addresses that break careless layouts: long, without spaces, right to left, mixed, absent. */
export function buildUnusualUsers(): DormantUser[] {
  return [
    buildDormantUser({
      name: "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Northern Territories",
      email: "wolfeschlegelsteinhausenbergerdorff.featherstonehaugh.the-second@subsidiary.northwind-traders.example",
      department: "Global supply chain resilience and business continuity planning",
      privileged: true,
      account_type: "guest",
      days_inactive: 1204,
      last_active_at: "2023-08-06T06:00:00.000Z",
    }),
    buildDormantUser({ name: "محمد عبد الرحمن الفيصل", email: "m.alfaisal@northwind.example", department: "المالية" }),
    buildDormantUser({ name: "שירה בן-דוד (QA 2)", email: "shira@northwind.example", department: "בדיקות" }),
    buildDormantUser({ name: "山本 健太郎", email: "kentarō@例え.example", department: "開発部" }),
    buildDormantUser({ name: 'O’Brien "Bo" <b>Bold</b> & Søn', email: "bo+test@northwind.example", department: "R&D" }),
    buildDormantUser({ name: "👩🏽‍🚀 Zoë Ångström", email: "zoe@northwind.example" }),
    buildDormantUser({ name: null, email: null, department: null, external_id: "00u1a2b3c4d5e6f7g8h9" }),
  ];
}

/** Every kind of row: what a basis, a minimum, an unknown age and each account type look like. */
export function buildEveryKindOfUser(): DormantUser[] {
  const never = {
    state: "never_active",
    reason: "never_signed_in",
    last_active_at: null,
    last_active_source: null,
    last_active_basis: "none",
  } as const;
  return [
    buildDormantUser({ ...never, name: "Ines Okonkwo", account_type: "guest", days_inactive: 1359 }),
    buildDormantUser({
      ...never,
      name: "Dilnoza Yusupova",
      days_inactive: 212,
      account_start_at: "2026-04-24T00:00:00.000Z",
    }),
    buildDormantUser({
      name: "Maren Kvist",
      privileged: true,
      days_inactive: 143,
      last_active_at: "2026-07-02T16:12:00.000Z",
    }),
    buildDormantUser({
      name: "Emergency access 1",
      account_type: "break_glass",
      privileged: true,
      days_inactive: 96,
      last_active_at: "2026-08-18T02:40:00.000Z",
    }),
    buildDormantUser({ name: "Reception desk", account_type: "shared", last_active_basis: "app_activity" }),
    buildDormantUser({ name: "svc-ledger-sync", account_type: "service", last_active_basis: "non_interactive" }),
    buildDormantUser({
      name: "Tomás Ferreira",
      days_inactive: 30,
      days_inactive_is_minimum: true,
      last_active_at: "2026-10-22T21:05:00.000Z",
    }),
    buildDormantUser({
      name: "Akira Tanaka",
      last_active_basis: "attempted_sign_in",
      last_active_source: "entra",
      sources: ["entra"],
    }),
  ];
}
