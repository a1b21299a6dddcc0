import type { DormantUser } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/ErrorPanel.tsx";
import { useDormantUsers } from "../../../insights/api/use-dormant-users.ts";
import { postUndo } from "../../../insights/decisions/api/undo-decisions.ts";
import { nameOfSubject } from "../../../insights/decisions/use-decisions.ts";
import { queryKeys } from "../../../insights/query-keys.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { SetAsideItem } from "./SetAsideItem.tsx";

const MOST = 100;

/** The users that a decision of one kind keeps from being judged. */
export function SetAside({ kind, empty }: { kind: "snooze" | "exempt"; empty: string }) {
  const { client, tenant, messages, formats } = useInsights();
  const words = messages.dashboard.exemptions;
  const queries = useQueryClient();
  const mayEnd = useMay("decisions:write");
  const [failure, setFailure] = useState<ApiError>();
  const [ending, setEnding] = useState(false);
  const { page, error, loading, refetch } = useDormantUsers({
    decision: kind,
    state: ["all"],
    account_type: ["all"],
    sort: "name",
    limit: MOST,
  });

  async function end({ decision }: DormantUser) {
    if (!decision) return;
    setEnding(true);
    setFailure(undefined);
    try {
      await postUndo(client, [decision.decision_id]);
      await queries.invalidateQueries({ queryKey: queryKeys.lists(tenant) });
      void queries.invalidateQueries({ queryKey: queryKeys.summary(tenant) });
    } catch (reason) {
      setFailure(toApiError(reason));
    } finally {
      setEnding(false);
    }
  }
  if (error) return <ErrorPanel error={error} onRetry={refetch} />;
  if (!page) return loading ? <CircularProgress size={24} aria-label={words.loading} /> : null;
  const quiet = { fontSize: "0.875rem", color: "text.secondary" } as const;
  return (
    <>
      {failure ? (
        <Box role="alert" sx={quiet}>
          {failure.status === 403 ? messages.insights.decision.forbidden : messages.error.body(failure)}
        </Box>
      ) : null}
      {page.items.length === 0 ? <Box sx={quiet}>{empty}</Box> : null}
      {page.items.map((user) => (
        <SetAsideItem
          key={user.user_id}
          name={nameOfSubject(user)}
          reason={null}
          until={user.decision?.until}
          {...(user.decision
            ? { by: messages.insights.decision.by(user.decision.decided_by, user.decision.decided_at) }
            : {})}
          removeLabel={words.end}
          disabled={ending}
          onRemove={mayEnd ? () => void end(user) : undefined}
        />
      ))}
      {page.total > page.items.length ? (
        <Box sx={quiet}>{words.more(formats.number(page.total - page.items.length))}</Box>
      ) : null}
    </>
  );
}
