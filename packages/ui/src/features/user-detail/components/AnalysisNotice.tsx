import type { DormantUserDetail } from "@dormant-users/shared-types";
import LinearProgress from "@mui/material/LinearProgress";
import type { ReactNode } from "react";
import { Alert, type Severity } from "../../../components/Alert.tsx";
import { Button } from "../../../components/Button.tsx";
import { ServerText } from "../../../components/ServerText.tsx";
import { isRiskPresent } from "../../../insights/present-risk.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { useDetailWords } from "../detail-words.tsx";
import { type AnalysisResult, useAnalysis } from "../hooks/use-analysis.ts";

/** Says that the insight is missing, overtaken or history, and has it made where that helps; keeps silent where it stands. */
export function AnalysisNotice({ user }: { user: DormantUserDetail }) {
  const words = useDetailWords().analysis;
  const analysis = useAnalysis(user);
  if (user.insight && !isRiskPresent(user.state)) {
    return <NoticeBox severity="info" title={words.pastTitle} text={words.pastBody} />;
  }
  const { phase } = analysis;
  const isAtWork = phase === "queued" || phase === "running";
  const canBeAnalysed = user.insight !== null || user.state === "dormant" || user.state === "never_active";
  const isCurrent = user.insight !== null && !user.stale;
  if (isCurrent && !isAtWork && phase !== "failed") {
    return (
      <span role="status" style={{ position: "absolute", clipPath: "inset(50%)" }}>
        {phase === "done" ? words.done : null}
      </span>
    );
  }
  const severity: Severity = phase === "failed" ? "error" : user.stale ? "warning" : "info";
  return (
    <NoticeBox
      severity={severity}
      title={user.insight ? words.staleTitle : words.noneTitle}
      text={user.insight ? words.staleBody : canBeAnalysed ? words.noneBody : words.noneBodyNotDormant}
    >
      {canBeAnalysed ? <Progress analysis={analysis} label={user.insight ? words.again : words.now} /> : null}
    </NoticeBox>
  );
}

interface NoticeBoxProps {
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function NoticeBox({ severity, title, text, children }: NoticeBoxProps) {
  return (
    <Alert severity={severity} role="status" title={title}>
      {text}
      {children}
    </Alert>
  );
}

function Progress({ analysis, label }: { analysis: AnalysisResult; label: string }) {
  const { messages } = useInsights();
  const words = useDetailWords().analysis;
  const mayStart = useMay("insights:refresh");
  const { phase, error, job, start } = analysis;
  if (phase === "queued" || phase === "running") {
    return (
      <div style={{ marginTop: 10 }}>
        <div style={{ marginBottom: 6 }}>{words[phase]}</div>
        <LinearProgress aria-label={words[phase]} />
      </div>
    );
  }
  return (
    <>
      {phase === "failed" ? (
        <div style={{ marginTop: 6 }}>
          {words.failed}{" "}
          {error ? (
            error.status === 403 ? (
              words.forbidden
            ) : (
              messages.error.body(error)
            )
          ) : (
            <ServerText>{job?.outcome}</ServerText>
          )}
        </div>
      ) : null}
      {mayStart ? (
        <div style={{ marginTop: 10 }}>
          <Button size="small" variant="contained" onClick={start}>
            {phase === "failed" ? messages.error.retry : label}
          </Button>
        </div>
      ) : null}
    </>
  );
}
