import type { DormancySummary } from "@dormant-users/shared-types";
import { Button } from "../../../components/Button.tsx";
import { Notice, NoticeList } from "../../../components/Notice.tsx";
import { ServerText } from "../../../components/ServerText.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { isOverBudget } from "../over-budget.ts";

interface PageNoticesProps {
  readonly summary: DormancySummary | undefined;
  readonly neverAnalysed: boolean;
  /** Undefined while one is under way, and for who may start none. */
  readonly onRun: (() => void) | undefined;
}

/** What keeps the analysis from being all it could be, and what to do about it. */
export function PageNotices({ summary, neverAnalysed, onRun }: PageNoticesProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.notices;
  const { spend, last_run: run } = summary ?? {};
  if (!neverAnalysed && !isOverBudget(spend) && run?.status !== "failed") return null;
  return (
    <NoticeList label={words.label}>
      {neverAnalysed ? (
        <Notice
          role="note"
          severity="info"
          title={words.notAnalysed}
          action={
            onRun ? (
              <Button size="small" onClick={onRun}>
                {words.analyse}
              </Button>
            ) : null
          }
        >
          {words.notAnalysedBody}
        </Notice>
      ) : null}
      {isOverBudget(spend) ? (
        <Notice role="note" severity="warning" title={words.budget}>
          {words.budgetBody(formats.dollars(spend.budget_usd))}
        </Notice>
      ) : null}
      {run?.status === "failed" && run.finished_at ? (
        <Notice
          role="note"
          severity="warning"
          title={words.lastFailed(formats.dateTime(run.finished_at))}
          action={
            onRun ? (
              <Button size="small" onClick={onRun}>
                {messages.dashboard.run.again}
              </Button>
            ) : null
          }
        >
          {run.outcome ? <ServerText>{run.outcome}</ServerText> : words.lastFailedBody}
        </Notice>
      ) : null}
    </NoticeList>
  );
}
