import type { DormancySummary, DormantUsersPage } from "@dormant-users/shared-types";
import CircularProgress from "@mui/material/CircularProgress";
import { Fragment, memo, type ReactNode } from "react";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { Icon } from "../../../components/Icon.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";

interface DashboardHeaderProps {
  readonly titleId: string;
  readonly titleLevel: 1 | 2 | 3;
  readonly summary: DormancySummary | undefined;
  /** Says how fresh the data is where the summary cannot. */
  readonly page: Pick<DormantUsersPage, "data_as_of"> | undefined;
  readonly loading: boolean;
  readonly running: boolean;
  /** Undefined where there is nothing to analyse, and for who may not. */
  readonly onRun: (() => void) | undefined;
  /** What else can be done with the whole page. */
  readonly children: ReactNode;
}

/** What this is, how fresh it is, and what can be done with all of it. */
export function DashboardHeader(props: DashboardHeaderProps) {
  const { titleId, titleLevel, summary, page, loading, running, onRun, children } = props;
  const { messages } = useInsights();
  const words = messages.dashboard.header;
  const mayDecide = useMay("decisions:write");
  const Title = `h${titleLevel}` as const;
  return (
    <Box styles={HEADER}>
      <div className="du-words">
        <Title id={titleId} className="du-title">
          {messages.title}
        </Title>
        <p className="du-freshness">
          {mayDecide ? null : (
            <>
              <span title={messages.insights.decision.forbidden}>
                <Tag tone="info">{words.lookOnly}</Tag>
              </span>{" "}
            </>
          )}
          <FreshnessLine summary={summary} asOf={(summary ?? page)?.data_as_of} loading={loading} />
        </p>
      </div>
      <div className="du-acts">
        {children}
        {onRun ? (
          <Button
            variant="contained"
            onClick={() => {
              if (!running) onRun();
            }}
            // Stays focusable: a disabled button would drop the focus of whoever just pressed it.
            aria-disabled={running}
            startIcon={running ? <CircularProgress size={16} color="inherit" aria-hidden /> : <Icon name="playArrow" />}
            styles={RUN}
          >
            {running ? words.running : words.run}
          </Button>
        ) : null}
      </div>
    </Box>
  );
}

const HEADER = {
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  columnGap: 2,
  rowGap: 1.5,
  "& > .du-words": { flex: "1 1 320px", minWidth: 0 },
  "& > .du-words > *": { typography: "body1", m: 0 },
  "& .du-title": { fontSize: "1.375rem", fontWeight: 700, lineHeight: 1.3, letterSpacing: "-0.01em" },
  "& .du-freshness": {
    fontSize: "0.8125rem",
    lineHeight: 1.5,
    textWrap: "pretty",
    color: "text.secondary",
    // Room for what is to come: the line is longer once the summary is there.
    "@container dormant-users (max-width: 1100px)": { minHeight: "3em" },
  },
  "& > .du-acts": {
    display: "flex",
    flexWrap: "wrap",
    gap: 1,
    [COMPACT.small]: { width: "100%", "& > *": { flex: "1 1 40%" }, "& > :nth-child(3)": { flexBasis: "100%" } },
  },
} as const;
const RUN = { whiteSpace: "nowrap", "&[aria-disabled=true]": { opacity: 0.7, cursor: "progress" } } as const;

interface FreshnessLineProps extends Pick<DashboardHeaderProps, "summary" | "loading"> {
  /** Undefined while nothing is known, null where nothing was imported. */
  readonly asOf: string | null | undefined;
}

/** Remembered: each choice of rows draws the header anew, and dates take long to write. */
const FreshnessLine = memo(function FreshnessLine({ summary, asOf, loading }: FreshnessLineProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.header;
  if (!summary && (loading || asOf === undefined))
    return loading ? messages.freshness.loading : messages.freshness.unavailable;
  if (!asOf) return messages.freshness.noData;
  const time = <time dateTime={asOf}>{messages.freshness.dataAsOf(asOf)}</time>;
  if (!summary) return time;
  const troubled = summary.warnings.some(({ code }) => code === "stale_data" || code === "stale_source");
  const run = summary.last_run;
  const parts = [
    time,
    words.sources(summary.sources.length, !troubled),
    // Of one that failed a notice tells, and it changed nothing.
    ...(run?.status === "failed"
      ? []
      : [
          run?.finished_at
            ? words.lastRun(formats.shortDateTime(run.finished_at), run.analysed, formats.dollars(run.cost_usd, true))
            : words.neverRun,
        ]),
  ];
  return parts.map((part, at) => (
    <Fragment key={typeof part === "string" ? part : "as-of"}>
      {at > 0 ? " · " : null}
      {/* Whole where a line holds it: torn apart, what runs against the page is hard to put together. */}
      <bdi style={{ display: formats.direction === "rtl" ? "inline-block" : "inline" }}>{part}</bdi>
    </Fragment>
  ));
});
