import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, startTransition, useDeferredValue, useEffect, useId, useMemo, useState } from "react";
import { Announcer } from "../../../components/Announcer.tsx";
import { afterPaint } from "../../../components/after-paint.ts";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { ErrorPanel } from "../../../components/ErrorPanel.tsx";
import { OnceOpened } from "../../../components/OnceOpened.tsx";
import { type DormantUsersResult, useDormantUsers } from "../../../insights/api/use-dormant-users.ts";
import { DataNotices } from "../../../insights/DataNotices.tsx";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { type RenderOpenUser, useInsights } from "../../../lib/insights-context.tsx";
import { summaryOptions } from "../api/get-summary.ts";
import { useDashboardView } from "../hooks/use-dashboard-view.ts";
import { useFirstAnswer } from "../hooks/use-first-answer.ts";
import { useRun } from "../hooks/use-run.ts";
import { type DashboardView, filterQuery, pageQuery, summaryQuery } from "../view.ts";
import { DashboardHeader } from "./DashboardHeader.tsx";
import { ExportFailure, ExportMenu, HEADER_ACT } from "./ExportMenu.tsx";
import { Overview } from "./Overview.tsx";
import { PageNotices } from "./PageNotices.tsx";
import { RunStatus } from "./RunStatus.tsx";
import { UsersSection } from "./UsersSection.tsx";

const ExemptionsDrawer = lazy(async () => ({ default: (await import("./ExemptionsDrawer.tsx")).ExemptionsDrawer }));

export interface DormantUsersDashboardProps {
  /** Level of the title in the host's outline. */
  readonly titleLevel?: 1 | 2 | 3;
  /** Shows the user that is open; without it nobody can be opened. */
  readonly renderDetail: RenderOpenUser;
}

/** The page an admin works through in a morning: what changed, who matters most, why, what to do, done. */
export function DormantUsersDashboard(props: DormantUsersDashboardProps) {
  // As tall as a window: nothing below it may jump when the page comes.
  return useFirstAnswer() ? <DashboardPage {...props} /> : <div aria-busy style={{ minHeight: "100vh" }} />;
}

function DashboardPage({ titleLevel = 2, renderDetail }: DormantUsersDashboardProps) {
  const insights = useInsights();
  const { messages } = insights;
  const words = messages.dashboard;
  const titleId = useId();
  const { view, change, expect } = useDashboardView();
  const level = (titleLevel + 1) as 2 | 3 | 4;

  const list = useDormantUsers(pageQuery(view));
  const { page } = list;
  const figures = useQuery({
    ...summaryOptions(insights, summaryQuery(view)),
    placeholderData: keepPreviousData,
  });
  // Drawn once the rows are (`AfterRows`); the first are not held up.
  const [late, setLate] = useState(figures.data);
  // None where those asked for could not be had: an error stands in their place.
  const summary = figures.data && (late ?? figures.data);
  // The charts, their tables and what is below the rows are drawn once the rows have been painted.
  const draws = useDeferredValue(list.loading !== "first", false);
  const run = useRun(summary?.active_run);
  const [drawer, setDrawer] = useState(false);
  const [exportError, setExportError] = useState<ApiError>();
  const filters = useMemo(() => filterQuery(view), [view]);

  const noData = page?.data_as_of === null;
  const mayNotRead = page === undefined && list.error?.status === 403;
  const nothingToShow = noData || mayNotRead;
  const { counts } = summary ?? page ?? {};
  const isLarge = counts !== undefined && counts.dormant + counts.never_active >= 1000;
  const neverAnalysed = summary !== undefined && summary.last_run === null && !noData;
  return (
    <Box as="section" aria-labelledby={titleId} styles={PAGE}>
      <div>
        <DashboardHeader
          titleId={titleId}
          titleLevel={titleLevel}
          summary={summary}
          page={page}
          loading={figures.isFetching}
          running={run.active}
          onRun={nothingToShow ? undefined : run.start}
        >
          {nothingToShow ? null : (
            <ExportMenu query={filters} total={page?.total} asOf={page?.data_as_of} onFailed={setExportError} />
          )}
          {mayNotRead ? null : (
            <Button variant="outlined" aria-haspopup="dialog" onClick={() => setDrawer(true)} styles={HEADER_ACT}>
              {words.exemptions.button(summary ? summary.counts.exempt + summary.counts.snoozed : undefined)}
            </Button>
          )}
        </DashboardHeader>
        <RunStatus run={run} />
      </div>
      {exportError ? <ExportFailure error={exportError} onClose={() => setExportError(undefined)} /> : null}
      <Box styles={NOTICES}>
        {page && !noData ? <DataNotices warnings={page.warnings} /> : null}
        <PageNotices
          summary={summary}
          neverAnalysed={neverAnalysed && !run.active && !run.error}
          onRun={run.active ? undefined : run.start}
        />
      </Box>
      {noData ? null : figures.error && !summary ? (
        // The list says the same where it failed for the same reason.
        list.error && list.error.status === toApiError(figures.error).status ? null : (
          <ErrorPanel
            error={toApiError(figures.error)}
            title={words.summaryFailed}
            retrying={figures.isFetching}
            onRetry={() => void figures.refetch()}
          />
        )
      ) : (
        <Overview
          large={isLarge}
          summary={summary}
          level={level}
          draws={draws}
          inactiveDays={view.inactiveDays}
          onChange={change}
        />
      )}
      <UsersSection
        view={view}
        list={list}
        nothingToShow={nothingToShow}
        query={filters}
        draws={draws}
        renderDetail={renderDetail}
        onChange={change}
        onNear={expect}
      />
      <OnceOpened open={drawer}>
        <ExemptionsDrawer open={drawer} onClose={() => setDrawer(false)} />
      </OnceOpened>
      <AfterRows rows={page} value={figures.data} onPainted={setLate} />
      <Announcer message={useListAnnouncement(view, list)} />
    </Box>
  );
}

const PAGE = {
  display: "grid",
  // Not by what is in it: the browser would reckon how wide all of it might be at each change.
  gridTemplateColumns: "minmax(0, 1fr)",
  gap: 2,
  minWidth: 0,
  // What has the focus must not end up below what sticks to the window: a host's bar above, ours below.
  "& :is(a, button, input, select)": { scrollMarginBlock: "80px 140px" },
} as const;

/** One list to the eye, whoever says it. */
const NOTICES = { display: "grid", gap: 1, "&:empty": { display: "none" } } as const;

interface AfterRowsProps<Value> {
  readonly rows: unknown;
  readonly value: Value;
  readonly onPainted: (value: Value) => void;
}

/**
 * Tells of a value once the rows that come with it are painted: a deferred value would be drawn together with them, and a transition
 * that begins sooner before them. A component, so that the page is not drawn anew to find out.
 */
function AfterRows<Value>({ rows, value, onPainted }: AfterRowsProps<Value>) {
  const isDrawn = useDeferredValue(rows) === rows;
  useEffect(
    () => (isDrawn ? afterPaint(() => startTransition(() => onPainted(value))) : undefined),
    [isDrawn, value, onPainted],
  );
  return null;
}

function useListAnnouncement(view: DashboardView, { page, loading, error }: DormantUsersResult): string {
  const { messages } = useInsights();
  if (loading === "first" || loading === "next") return messages.announce.loading;
  if (error || !page) return messages.announce.failed;
  const from = view.page * view.pageSize + 1;
  const to = from + page.items.length - 1;
  return view.state.length === 0
    ? messages.announce.results(from, to, page.total, page.inactive_days)
    : messages.dashboard.list.announce(from, to, page.total);
}
