import type { RefreshJob } from "@dormant-users/shared-types";
import LinearProgress from "@mui/material/LinearProgress";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { ServerText } from "../../../components/ServerText.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import type { Run } from "../hooks/use-run.ts";

/** The analysis under way, or how it ended: what changed, what is missing, what to do about it. */
export function RunStatus({ run }: { run: Run }) {
  const { messages } = useInsights();
  const words = messages.dashboard.run;
  return (
    <Box role="status" aria-live="polite" styles={STATUS}>
      {run.active ? <Progress run={run} /> : null}
      {run.error && !run.active ? (
        <Notice
          role="none"
          severity={run.error.status === 403 ? "info" : "error"}
          title={run.error.status === 403 ? words.forbiddenTitle : words.failedTitle}
          onClose={run.dismiss}
        >
          {run.error.status === 403 ? words.forbidden : messages.error.body(run.error)}
        </Notice>
      ) : null}
      {run.ended && !run.active && !run.error ? <Outcome job={run.ended} run={run} /> : null}
    </Box>
  );
}

function Progress({ run }: { run: Run }) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.run;
  const { job, cancel } = run;
  const done = job ? job.analysed + job.unchanged + job.failed : 0;
  const share = job && job.dormant > 0 ? Math.min(1, done / job.dormant) : undefined;
  return (
    <Box styles={PROGRESS}>
      <div className="du-name">{words.inProgress}</div>
      <div className="du-bar">
        <LinearProgress
          aria-label={words.inProgress}
          {...(share === undefined ? {} : { variant: "determinate", value: share * 100 })}
          sx={{ height: 6, borderRadius: 3 }}
        />
      </div>
      {/* Every step would be read out; the bar says it to who asks. */}
      <div aria-hidden className="du-steps">
        {job && job.dormant > 0
          ? words.progress(done, job.dormant, job.analysed, formats.dollars(job.cost_usd, true))
          : words.starting}
      </div>
      {cancel ? (
        <Button
          size="small"
          color="inherit"
          aria-disabled={!job || job.cancel_requested}
          onClick={() => {
            if (job && !job.cancel_requested) cancel();
          }}
        >
          {job?.cancel_requested ? words.cancelling : words.cancel}
        </Button>
      ) : null}
    </Box>
  );
}

const STATUS = { "& > *": { mt: 2 } } as const;
const PROGRESS = {
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  columnGap: 2,
  rowGap: 0.5,
  minHeight: 50,
  px: 2,
  py: 1,
  border: 1,
  borderColor: "divider",
  borderRadius: 1,
  bgcolor: "background.paper",
  fontSize: "0.875rem",
  "& > .du-name": { fontWeight: 600 },
  "& > .du-bar": { flex: "1 1 160px" },
  "& > .du-steps": { color: "text.secondary", fontVariantNumeric: "tabular-nums" },
} as const;

const SEVERITY = { succeeded: "success", partial: "warning", failed: "error", cancelled: "info" } as const;

function Outcome({ job, run }: { job: RefreshJob; run: Run }) {
  const words = useInsights().messages.dashboard.run;
  if (job.status === "queued" || job.status === "running") return null;
  const again = job.status === "failed" || job.status === "partial" || job.status === "cancelled";
  return (
    <Notice role="none" severity={SEVERITY[job.status]} title={words.ended[job.status]} onClose={run.dismiss}>
      {words.outcome(job)}
      {job.outcome ? <ServerText> {job.outcome}</ServerText> : null}
      {again && run.start ? (
        <Button size="small" onClick={run.start} styles={AGAIN}>
          {words.again}
        </Button>
      ) : null}
    </Notice>
  );
}

const AGAIN = { marginInlineStart: 1, py: 0, minHeight: 24 } as const;
