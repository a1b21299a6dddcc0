import type { DecisionKind } from "@dormant-users/shared-types";
import { dayToInstant } from "../../lib/days.ts";
import type { DecisionDraft } from "./use-decisions.ts";

/** The dialog's fields as they are typed; empty where nothing is. */
export interface DecisionFields {
  readonly reason: string;
  /** `2027-01-31` */
  readonly until: string;
  readonly assignee: string;
}

export interface ReadDecision {
  /** Undefined while a field is at fault. */
  readonly draft: DecisionDraft | undefined;
  readonly faults: { readonly [Field in keyof DecisionFields]?: boolean };
}

/** The contract's own least length of a reason. */
const SHORTEST_REASON = 3;

/** Makes a decision of the fields, or says which of them the kind cannot do without. */
export function readDecision(kind: DecisionKind, fields: DecisionFields, nowMs = Date.now()): ReadDecision {
  const reason = fields.reason.trim();
  const assignee = fields.assignee.trim();
  const until = dayToInstant(fields.until);
  const isPast = until !== undefined && Date.parse(until) <= nowMs;
  const faults = {
    reason: reason.length < SHORTEST_REASON && (kind === "exempt" || reason !== ""),
    until: (kind === "snooze" && until === undefined) || isPast || (fields.until !== "" && until === undefined),
    assignee: kind === "reassign" && assignee === "",
  };
  if (faults.reason || faults.until || faults.assignee) return { draft: undefined, faults };
  const why = reason === "" ? {} : { reason };
  switch (kind) {
    case "snooze":
      return { draft: until ? { kind, until, ...why } : undefined, faults };
    case "exempt":
      return { draft: { kind, reason, until: until ?? null }, faults };
    case "reassign":
      return { draft: { kind, assignee, ...why }, faults };
    default:
      return { draft: { kind, ...why }, faults };
  }
}
