import { Decision } from "../resources/decision.ts";

let sequence = 0;

/** A valid decision that stands; each call another one. */
export function buildDecision(overrides: Partial<Decision> = {}): Decision {
  sequence += 1;
  const number = String(sequence).padStart(12, "0");
  return Decision.parse({
    decision_id: `00000000-0000-4000-9000-${number}`,
    user_id: "00000000-0000-4000-8000-000000000001",
    kind: "keep",
    reason: "Back in January",
    until: null,
    assignee: null,
    decided_by: "admin-1",
    decided_at: "2026-11-22T06:10:00.000Z",
    apply_status: "applied",
    apply_detail: null,
    undone_at: null,
    undone_by: null,
    ...overrides,
  });
}
