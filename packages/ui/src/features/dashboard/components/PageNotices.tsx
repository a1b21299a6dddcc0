import type { DormancySummary } from "@dormant-users/shared-types";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import type { ReactNode } from "react";
import { ServerText } from "../../../components/ServerText.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";

interface PageNoticesProps {
  readonly summary: DormancySummary | undefined;
  readonly neverAnalysed: boolean;
  readonly onRun: () => void;
}

/** What keeps the analysis from being all it could be, and what to do about it. */
export function PageNotices({ summary, neverAnalysed, onRun }: PageNoticesProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.notices;
  const { spend, last_run: run } = summary ?? {};
  const overBudget = spend && spend.budget_usd > 0 && spend.cost_usd >= spend.budget_usd;
  if (!neverAnalysed && !overBudget && run?.status !== "failed") return null;
  return (
    <Box component="section" aria-label={words.label} sx={{ display: "grid", gap: 1 }}>
      {neverAnalysed ? (
        <Notice
          severity="info"
          title={words.notAnalysed}
          action={
            <Button size="small" onClick={onRun}>
              {words.analyse}
            </Button>
          }
        >
          {words.notAnalysedBody}
        </Notice>
      ) : null}
      {overBudget ? (
        <Notice severity="warning" title={words.budget}>
          {words.budgetBody(formats.dollars(spend.budget_usd))}
        </Notice>
      ) : null}
      {run?.status === "failed" && run.finished_at ? (
        <Notice severity="warning" title={words.lastFailed(formats.dateTime(run.finished_at))}>
          {run.outcome ? <ServerText>{run.outcome}</ServerText> : words.lastFailedBody}
        </Notice>
      ) : null}
    </Box>
  );
}

interface NoticeProps {
  readonly severity: "info" | "warning";
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Notice({ severity, title, action, children }: NoticeProps) {
  return (
    <Alert
      role="note"
      severity={severity}
      variant="outlined"
      action={action}
      sx={{
        py: 0,
        color: "text.primary",
        bgcolor: "background.paper",
        alignItems: "center",
        "& .MuiAlert-action": { pt: 0 },
      }}
    >
      <strong>{title}</strong>{" "}
      <Box component="span" sx={{ color: "text.secondary" }}>
        {children}
      </Box>
    </Alert>
  );
}
