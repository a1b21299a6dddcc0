import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { dormantUsersOptions } from "../../../insights/api/list-dormant-users.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { summaryOptions } from "../api/get-summary.ts";
import { pageQuery, readView, summaryQuery } from "../view.ts";

/** Milliseconds that an empty page goes unnoticed. */
export const UNNOTICED_MS = 200;

/**
 * Asks for the first page's answers while the page is being put up, and says whether it is time to draw: with the first
 * rows at hand or, where they are late, as soon as an empty page would be noticed. To draw the page once with its rows
 * costs half of drawing its outline first.
 */
export function useFirstAnswer(): boolean {
  const insights = useInsights();
  const queries = useQueryClient();
  const [first] = useState(() => {
    const view = readView(insights.url.search());
    const list = dormantUsersOptions(insights, pageQuery(view));
    void queries.prefetchQuery(summaryOptions(insights, summaryQuery(view)));
    return { answered: queries.prefetchQuery(list), key: list.queryKey };
  });
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
