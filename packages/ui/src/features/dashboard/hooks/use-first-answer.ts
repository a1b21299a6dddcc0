import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { dormantUsersOptions } from "../../../insights/api/list-dormant-users.ts";
import { type Asking, useInsights } from "../../../lib/insights-context.tsx";
import { summaryOptions } from "../api/get-summary.ts";
import { pageQuery, readView, summaryQuery } from "../view.ts";

/** Milliseconds that an empty page goes unnoticed. */
export const UNNOTICED_MS = 200;

/** Asks for the first page's answers; asked again, it gives those that are on their way or have just come. */
export function askFirst(asking: Asking, queries: QueryClient) {
  const view = readView(asking.url.search());
  const list = dormantUsersOptions(asking, pageQuery(view));
  void queries.prefetchQuery(summaryOptions(asking, summaryQuery(view)));
  return { answered: queries.prefetchQuery(list), key: list.queryKey };
}

/**
 * Asks for the first page's answers while the page is being put up, and says whether it is time to draw: with the first
 * rows at hand or, where they are late, as soon as an empty page would be noticed. To draw the page once with its rows
 * costs half of drawing its outline first.
 */
export function useFirstAnswer(): boolean {
  const insights = useInsights();
  const queries = useQueryClient();
  const [first] = useState(() => askFirst(insights, queries));
  const [draws, setDraws] = useState(() => queries.getQueryData(first.key) !== undefined);
  useEffect(() => {
    let listening = true;
    const draw = () => {
      if (listening) setDraws(true);
    };
    const timer = setTimeout(draw, UNNOTICED_MS);
    void first.answered.then(draw);
    return () => {
      listening = false;
      clearTimeout(timer);
    };
  }, [first]);
  return draws;
}
