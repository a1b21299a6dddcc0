import { type DashboardView, DEFAULT_VIEW, NO_FILTERS } from "./view.ts";

export type QuickView = "all" | "critical_open" | "never_active" | "likely_gone";

const start = { ...NO_FILTERS, sort: DEFAULT_VIEW.sort, order: DEFAULT_VIEW.order } satisfies Partial<DashboardView>;

/** The questions an admin comes with, each as a view. */
export const QUICK_VIEWS = {
  all: start,
  critical_open: { ...start, risk: ["critical", "high"], decision: "open" },
  never_active: { ...start, state: ["never_active"], sort: "days_inactive" },
  likely_gone: { ...start, decision: "open", sort: "return_probability", order: "asc" },
} as const satisfies Record<QuickView, Partial<DashboardView>>;

/** The quick view that a view is, where it is one. */
export function quickViewOf(view: DashboardView): QuickView | undefined {
  return (Object.keys(QUICK_VIEWS) as QuickView[]).find((name) =>
    Object.entries(QUICK_VIEWS[name]).every(
      ([key, value]) => JSON.stringify(view[key as keyof DashboardView]) === JSON.stringify(value),
    ),
  );
}
