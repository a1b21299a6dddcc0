import type { DormantUserSort, DormantUsersQuery, SortOrder } from "@dormant-users/shared-types";
import { useReducer } from "react";

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** What the table shows: everything a link to it would have to carry. */
export interface ListView {
  /** Undefined: the tenant's own threshold, with its stricter ones for privileged accounts. */
  readonly inactiveDays: number | undefined;
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  /** From 0. */
  readonly page: number;
  readonly pageSize: PageSize;
}

export type ListViewAction =
  | { readonly type: "threshold"; readonly inactiveDays: number | undefined }
  | { readonly type: "sort"; readonly by: DormantUserSort }
  | { readonly type: "page"; readonly page: number }
  | { readonly type: "page_size"; readonly pageSize: PageSize };

export const DEFAULT_LIST_VIEW: ListView = {
  inactiveDays: undefined,
  sort: "days_inactive",
  order: "desc",
  page: 0,
  pageSize: 50,
};

/** The order a column starts with: what an admin wants to see first. */
const FIRST_ORDER: Readonly<Record<DormantUserSort, SortOrder>> = {
  days_inactive: "desc",
  last_active_at: "asc",
  email: "asc",
  name: "asc",
  risk: "desc",
  return_probability: "asc",
};

export function changeListView(view: ListView, action: ListViewAction): ListView {
  switch (action.type) {
    case "threshold":
      return { ...view, inactiveDays: action.inactiveDays, page: 0 };
    case "sort":
      return { ...view, sort: action.by, order: nextOrder(view, action.by), page: 0 };
    case "page":
      return { ...view, page: Math.max(0, action.page) };
    case "page_size": {
      // The first row on screen stays on screen.
      const page = Math.floor((view.page * view.pageSize) / action.pageSize);
      return { ...view, pageSize: action.pageSize, page };
    }
  }
}

export function nextOrder(view: Pick<ListView, "sort" | "order">, by: DormantUserSort): SortOrder {
  if (view.sort !== by) return FIRST_ORDER[by];
  return view.order === "asc" ? "desc" : "asc";
}

export function toQuery(view: ListView): DormantUsersQuery {
  return {
    ...(view.inactiveDays === undefined ? {} : { inactive_days: view.inactiveDays }),
    sort: view.sort,
    order: view.order,
    skip: view.page * view.pageSize,
    limit: view.pageSize,
  };
}

export function useListView(initial: Partial<ListView> = {}) {
  return useReducer(changeListView, { ...DEFAULT_LIST_VIEW, ...initial });
}
