import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import { useEffect, useId, useState } from "react";
import { Announcer } from "../../../components/Announcer.tsx";
import { ErrorPanel } from "../../../components/ErrorPanel.tsx";
import { LoadingLine } from "../../../components/LoadingLine.tsx";
import { Pager } from "../../../components/Pager.tsx";
import { useDormantUsers } from "../../../insights/api/use-dormant-users.ts";
import { DataNotices } from "../../../insights/DataNotices.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import {
  type ListView,
  type ListViewAction,
  nextOrder,
  PAGE_SIZES,
  toQuery,
  useListView,
} from "../hooks/use-list-view.ts";
import { ListHeader } from "./ListHeader.tsx";
import { NobodyDormant } from "./NobodyDormant.tsx";
import { StateFigures } from "./StateFigures.tsx";
import { ThresholdControl } from "./ThresholdControl.tsx";
import { UsersTable } from "./UsersTable.tsx";

export interface DormantUsersTableProps {
  readonly initialView?: Partial<ListView>;
  /** Level of the title in the host's outline. */
  readonly titleLevel?: 1 | 2 | 3;
}

/** The accounts nobody uses: who, for how long, since when, at any threshold. */
export function DormantUsersTable({ initialView, titleLevel = 2 }: DormantUsersTableProps) {
  const { messages, onEvent } = useInsights();
  const [view, dispatch] = useListView(initialView);
  const { page, error, loading, refetch } = useDormantUsers(toQuery(view));
  const tenantDefault = useTenantDefault(view, loading ? undefined : page?.inactive_days);
  const titleId = useId();

  // The list can shrink under a reader's feet: past its end, go to its new end.
  const lastPage = page ? Math.max(0, Math.ceil(page.total / view.pageSize) - 1) : 0;
  useEffect(() => {
    if (!loading && page && view.page > lastPage) dispatch({ type: "page", page: lastPage });
  }, [loading, page, view.page, lastPage, dispatch]);

  function change(action: ListViewAction) {
    if (action.type === "sort") {
      onEvent({ type: "sort_changed", sort: action.by, order: nextOrder(view, action.by) });
    } else if (action.type === "page") {
      onEvent({ type: "page_changed", page: action.page, pageSize: view.pageSize });
    }
    dispatch(action);
  }
  function setThreshold(days: number) {
    onEvent({ type: "threshold_changed", inactiveDays: days });
    // The tenant's own number means the tenant's own rules, stricter ones for some accounts included.
    dispatch({ type: "threshold", inactiveDays: days === tenantDefault ? undefined : days });
  }
  function refresh() {
    onEvent({ type: "refreshed" });
    refetch();
  }

  const threshold = view.inactiveDays ?? tenantDefault ?? page?.inactive_days;
  const disabled = loading === "first" || loading === "again";
  // Without any data there is one thing to say, and the empty state says it.
  const hasData = page?.data_as_of !== null;
  const isEmpty = page !== undefined && page.total === 0 && !error;
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ display: "grid", gap: 2, minWidth: 0 }}>
      <ListHeader
        titleId={titleId}
        titleLevel={titleLevel}
        page={page}
        busy={loading !== undefined}
        onRefresh={refresh}
      />
      {page && hasData ? <DataNotices warnings={page.warnings} /> : null}
      {hasData && (page || loading) ? <StateFigures page={page} /> : null}
      <Box
        sx={{ border: 1, borderColor: "divider", borderRadius: 1.5, bgcolor: "background.paper", overflow: "hidden" }}
      >
        <Box sx={{ px: 2, py: 1.5, borderBottom: 1, borderColor: "divider" }}>
          <ThresholdControl
            value={threshold}
            tenantDefault={tenantDefault}
            disabled={disabled}
            onChange={setThreshold}
          />
        </Box>
        <Box sx={{ position: "relative" }}>
          {loading && page ? <LoadingLine label={messages.table.loading} /> : null}
          {error && !loading ? (
            <Box sx={{ p: 2 }}>
              <ErrorPanel error={error} onRetry={refetch} {...(page ? { note: messages.error.staleRows } : {})} />
            </Box>
          ) : null}
          {isEmpty ? (
            <NobodyDormant page={page} onThreshold={setThreshold} />
          ) : page || loading ? (
            <>
              <UsersTable
                users={page?.items}
                view={view}
                total={page?.total ?? 0}
                threshold={threshold}
                outdated={loading === "next"}
                disabled={disabled}
                onSort={(by) => change({ type: "sort", by })}
              />
              {page ? null : <FirstLoad label={messages.table.loading} />}
            </>
          ) : null}
        </Box>
        {page && page.total > 0 ? (
          <Pager
            view={view}
            sizes={PAGE_SIZES}
            total={page.total}
            disabled={disabled}
            onPage={(next) => change({ type: "page", page: next })}
            onPageSize={(pageSize) => change({ type: "page_size", pageSize })}
          />
        ) : null}
      </Box>
      <Announcer message={useAnnouncement(view, page, loading, error !== undefined)} />
    </Box>
  );
}

function FirstLoad({ label }: { label: string }) {
  return (
    <Box sx={{ position: "absolute", inset: 0, display: "grid", placeItems: "start center", pt: 16 }}>
      <CircularProgress size={36} aria-label={label} />
    </Box>
  );
}

/** The tenant's own threshold: what the server answered when it was not told one. */
function useTenantDefault(view: ListView, answered: number | undefined): number | undefined {
  const [known, setKnown] = useState<number>();
  if (view.inactiveDays === undefined && answered !== undefined && answered !== known) setKnown(answered);
  return known;
}

function useAnnouncement(
  view: ListView,
  page: ReturnType<typeof useDormantUsers>["page"],
  loading: ReturnType<typeof useDormantUsers>["loading"],
  failed: boolean,
): string {
  const words = useInsights().messages.announce;
  if (loading) return words.loading;
  if (failed || !page) return words.failed;
  const from = view.page * view.pageSize + 1;
  return words.results(from, from + page.items.length - 1, page.total, page.inactive_days);
}
