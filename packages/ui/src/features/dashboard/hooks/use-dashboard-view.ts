import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { dormantUsersOptions } from "../../../insights/api/list-dormant-users.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useUrlSearch, withParams } from "../../../lib/url-state.ts";
import { type DashboardView, pageQuery, readView, writeView } from "../view.ts";

/** Changes part of the view. A change of what is listed goes back to the first page. */
export type ChangeView = (
  part: Partial<DashboardView>,
  /** `replace` while a value is still being typed or dragged: "back" then skips it */
  how?: "push" | "replace",
) => void;

export interface ViewControl {
  readonly view: DashboardView;
  readonly change: ChangeView;
  /** Asks for the rows that a change would show, in case it comes: somebody's hand is on it. */
  readonly expect: (part: Partial<DashboardView>) => void;
}

const KEEPS_PAGE: readonly (keyof DashboardView)[] = ["page", "pageSize", "user"];

/** The view, kept in the page's address: a link, a reload and the way back all lead to it. */
export function useDashboardView(): ViewControl {
  const insights = useInsights();
  const queries = useQueryClient();
  const [search, navigate] = useUrlSearch(insights.url);
  const view = useMemo(() => readView(search), [search]);
  const latest = useRef(insights);
  useEffect(() => {
    latest.current = insights;
  });
  const change = useCallback<ChangeView>(
    (part, how = "push") => {
      const present = latest.current.url.search();
      const written = withParams(present, writeView(changed(readView(present), part)));
      if (written !== withParams(present, {})) navigate(written, how);
    },
    [navigate],
  );
  const expect = useCallback<ViewControl["expect"]>(
    (part) => {
      const next = changed(readView(latest.current.url.search()), part);
      void queries.prefetchQuery(dormantUsersOptions(latest.current, pageQuery(next)));
    },
    [queries],
  );
  return { view, change, expect };
}

function changed(view: DashboardView, part: Partial<DashboardView>): DashboardView {
  const staysOnPage = Object.keys(part).every((key) => KEEPS_PAGE.includes(key as keyof DashboardView));
  return { ...view, ...(staysOnPage ? {} : { page: 0 }), ...part };
}
