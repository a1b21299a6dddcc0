import type {
  DecisionId,
  DecisionKind,
  DecisionRequest,
  DormantUser,
  StandingDecision,
} from "@dormant-users/shared-types";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { type ApiError, toApiError } from "../../lib/api-error.ts";
import { useInsights } from "../../lib/insights-context.tsx";
import { postDecisions } from "./api/make-decisions.ts";
import { postUndo } from "./api/undo-decisions.ts";
import { forgetJudgements, pauseReading, type StandingDecisions, showDecisions } from "./decision-cache.ts";

/** A user as a decision needs to know them. */
export type DecisionSubject = Pick<DormantUser, "user_id" | "name" | "email" | "external_id" | "decision">;

/** What a person chose, without the users. */
export type DecisionDraft = DistributiveOmit<DecisionRequest, "users">;
type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** What the last decision, or taking it back, came to. */
export type DecisionNotice =
  | {
      readonly type: "decided";
      readonly kind: DecisionKind;
      readonly count: number;
      readonly name: string | undefined;
      readonly conflicts: number;
      readonly missing: number;
    }
  | { readonly type: "undone"; readonly count: number; readonly notUndone: number }
  | { readonly type: "failed" | "undo_failed"; readonly error: ApiError };

interface Batch {
  readonly kind: DecisionKind;
  readonly ids: readonly DecisionId[];
  readonly before: StandingDecisions;
  readonly after: StandingDecisions;
}

/** Marks a decision that the server has not confirmed yet. */
const UNCONFIRMED = "00000000-0000-0000-0000-000000000000" as DecisionId;

export function nameOfSubject(subject: DecisionSubject): string {
  return subject.name ?? subject.email ?? subject.external_id;
}

/** Decides and undoes: shown at once, put right by the server's answer, rolled back where there is none. */
export function useDecisions() {
  const { client, tenant, onEvent } = useInsights();
  const queries = useQueryClient();
  const [notice, setNotice] = useState<DecisionNotice>();
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<Batch>();
  const underWay = useRef(false);

  const begin = useCallback(() => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    return true;
  }, []);
  const end = useCallback(() => {
    underWay.current = false;
    setBusy(false);
  }, []);

  const decide = useCallback(
    async (draft: DecisionDraft, subjects: readonly DecisionSubject[]): Promise<boolean> => {
      if (subjects.length === 0 || !begin()) return false;
      const before: StandingDecisions = new Map(subjects.map((one) => [one.user_id, one.decision ?? null]));
      const resume = await pauseReading(queries, tenant);
      showDecisions(queries, tenant, new Map(subjects.map((one) => [one.user_id, unconfirmed(draft)])));
      try {
        const users = subjects.map(({ user_id, decision }) => ({ user_id, seen: decision?.decision_id ?? null }));
        const { results } = await postDecisions(client, { ...draft, users } as DecisionRequest);
        const after: StandingDecisions = new Map(results.map(({ user_id, decision }) => [user_id, decision]));
        showDecisions(queries, tenant, after);
        const decided = results.filter(({ status }) => status === "decided");
        const ids = decided.flatMap(({ decision }) => (decision ? [decision.decision_id] : []));
        const changed = new Set(decided.map(({ user_id }) => user_id));
        const only = (map: StandingDecisions) => new Map([...map].filter(([id]) => changed.has(id)));
        setLast(ids.length > 0 ? { kind: draft.kind, ids, before: only(before), after: only(after) } : undefined);
        const count = (status: string) => results.filter((result) => result.status === status).length;
        const [first] = subjects;
        setNotice({
          type: "decided",
          kind: draft.kind,
          count: decided.length,
          name: subjects.length === 1 && first ? nameOfSubject(first) : undefined,
          conflicts: count("conflict"),
          missing: count("not_found"),
        });
        onEvent({ type: "decided", kind: draft.kind, count: decided.length });
        forgetJudgements(queries, tenant, before.keys());
        return true;
      } catch (error) {
        showDecisions(queries, tenant, before);
        setNotice({ type: "failed", error: toApiError(error) });
        return false;
      } finally {
        resume();
        end();
      }
    },
    [begin, end, client, tenant, queries, onEvent],
  );

  const undo = useCallback(async (): Promise<void> => {
    if (!last || !begin()) return;
    const resume = await pauseReading(queries, tenant);
    showDecisions(queries, tenant, last.before);
    try {
      const { results } = await postUndo(client, last.ids);
      const lost = results.filter(({ status }) => status === "not_found");
      const count = results.length - lost.length;
      setNotice({ type: "undone", count, notUndone: lost.length });
      onEvent({ type: "decision_undone", kind: last.kind, count });
      setLast(undefined);
      forgetJudgements(queries, tenant, last.before.keys());
    } catch (error) {
      showDecisions(queries, tenant, last.after);
      setNotice({ type: "undo_failed", error: toApiError(error) });
    } finally {
      resume();
      end();
    }
  }, [last, begin, end, client, tenant, queries, onEvent]);

  const dismiss = useCallback(() => setNotice(undefined), []);
  return { decide, undo, dismiss, notice, busy, canUndo: last !== undefined };
}

function unconfirmed(draft: DecisionDraft): StandingDecision {
  return {
    decision_id: UNCONFIRMED,
    kind: draft.kind,
    until: "until" in draft && draft.until ? new Date(draft.until).toISOString() : null,
    decided_by: "",
    decided_at: new Date().toISOString(),
  };
}
