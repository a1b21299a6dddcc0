import { useCallback, useEffect, useMemo, useRef } from "react";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useUrlSearch, withParams } from "../../../lib/url-state.ts";
import { type DashboardView, readView, writeView } from "../view.ts";

export interface ViewControl {
  readonly view: DashboardView;
  /**
   * Changes part of the view. A change of what is listed goes back to the first page.
   * @param how `replace` while a value is still being typed or dragged: "back" then skips it
   */
  change(part: Partial<DashboardView>, how?: "push" | "replace"): void;
}

const KEEPS_PAGE: readonly (keyof DashboardView)[] = ["page", "pageSize", "user"];

/** The view, kept in the page's address: a link, a reload and the way back all lead to it. */
export function useDashboardView(): ViewControl {
  const { url } = useInsights();
  const [search, navigate] = useUrlSearch(url);
  const view = useMemo(() => readView(search), [search]);
  const latest = useRef(url);
  useEffect(() => {
    latest.current = url;
  });
  const change = useCallback<ViewControl["change"]>(
    (part, how = "push") => {
      const present = latest.current.search();
      const staysOnPage = Object.keys(part).every((key) => KEEPS_PAGE.includes(key as keyof DashboardView));
      const next = { ...readView(present), ...(staysOnPage ? {} : { page: 0 }), ...part };
      const written = withParams(present, writeView(next));
      if (written !== withParams(present, {})) navigate(written, how);
    },
    [navigate],
  );
  return { view, change };
}
