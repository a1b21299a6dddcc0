import {
  AccountType,
  DecisionFilter,
  DormancyState,
  DormantUserSort,
  type DormantUsersQuery,
  InactiveDays,
  RiskLevel,
  SortOrder,
  UserId,
} from "@dormant-users/shared-types";
import { z } from "zod";

export const PAGE_SIZES = [25, 50, 100, 200] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** What narrows the list. Empty lists and undefined: everybody. */
export interface DashboardFilters {
  readonly q: string;
  readonly risk: readonly RiskLevel[];
  readonly confidenceMin: number | undefined;
  readonly accountType: readonly (AccountType | "all")[];
  readonly department: readonly string[];
  readonly state: readonly DormancyState[];
  readonly decision: DecisionFilter | undefined;
}

/** Everything a link to this page carries. */
export interface DashboardView extends DashboardFilters {
  /** Undefined: the tenant's own thresholds. */
  readonly inactiveDays: number | undefined;
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  /** From 0. */
  readonly page: number;
  readonly pageSize: PageSize;
  /** The user whose details are open. */
  readonly user: UserId | undefined;
}

export const NO_FILTERS: DashboardFilters = {
  q: "",
  risk: [],
  confidenceMin: undefined,
  accountType: [],
  department: [],
  state: [],
  decision: undefined,
};

export const DEFAULT_VIEW: DashboardView = {
  ...NO_FILTERS,
  inactiveDays: undefined,
  sort: "risk",
  order: "desc",
  page: 0,
  pageSize: 50,
  user: undefined,
};

/** The order a column starts with: what an admin wants to see first. */
export const FIRST_ORDER: Readonly<Record<DormantUserSort, SortOrder>> = {
  risk: "desc",
  return_probability: "asc",
  days_inactive: "desc",
  last_active_at: "asc",
  email: "asc",
  name: "asc",
};

/** Before every key of ours in the host's query string. */
const PREFIX = "du_";

/** Reads a view out of a query string. What is misspelt or out of range counts as absent: an old link still opens. */
export function readView(search: string): DashboardView {
  const params = new URLSearchParams(search);
  const one = <Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> | undefined => {
    const parsed = schema.safeParse(params.get(PREFIX + name) ?? undefined);
    return parsed.success ? parsed.data : undefined;
  };
  const many = <Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema>[] =>
    params.getAll(PREFIX + name).flatMap((value) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
  const sort = one("sort", DormantUserSort) ?? DEFAULT_VIEW.sort;
  return {
    q: one("q", z.string().trim().max(200)) ?? "",
    risk: many("risk", RiskLevel),
    confidenceMin: one("confidence", z.coerce.number<string>().min(0).max(1)),
    accountType: many("type", z.enum([...AccountType.options, "all"])),
    department: many("department", z.string().min(1).max(200)),
    state: many("state", DormancyState),
    decision: one("decision", DecisionFilter),
    inactiveDays: one("days", z.coerce.number<string>().pipe(InactiveDays)),
    sort,
    order: one("order", SortOrder) ?? FIRST_ORDER[sort],
    page: (one("page", z.coerce.number<string>().int().min(1).max(1_000_000)) ?? 1) - 1,
    pageSize: one("size", z.coerce.number<string>().pipe(z.literal(PAGE_SIZES))) ?? DEFAULT_VIEW.pageSize,
    user: one("user", UserId),
  };
}

/** The parameters of a view, defaults left out so that a plain page keeps a plain address. */
export function writeView(view: DashboardView): Record<string, readonly string[] | undefined> {
  const given = (value: string | number | undefined) =>
    value === undefined || value === "" ? undefined : [`${value}`];
  const unless = (value: string | number, usual: string | number) => (value === usual ? undefined : [`${value}`]);
  const params = {
    q: given(view.q),
    risk: view.risk,
    confidence: given(view.confidenceMin),
    type: view.accountType,
    department: view.department,
    state: view.state,
    decision: given(view.decision),
    days: given(view.inactiveDays),
    sort: unless(view.sort, DEFAULT_VIEW.sort),
    order: unless(view.order, FIRST_ORDER[view.sort]),
    page: unless(view.page + 1, 1),
    size: unless(view.pageSize, DEFAULT_VIEW.pageSize),
    user: given(view.user),
  };
  return Object.fromEntries(Object.entries(params).map(([name, values]) => [PREFIX + name, values]));
}

/** What the list, the export and the choice of all that match have in common. */
export function filterQuery(view: DashboardView): DormantUsersQuery {
  const list = <Item>(items: readonly Item[]) => (items.length > 0 ? [...items] : undefined);
  const query = {
    inactive_days: view.inactiveDays,
    q: view.q || undefined,
    risk_level: list(view.risk),
    confidence_min: view.confidenceMin,
    account_type: list(view.accountType),
    department: list(view.department),
    state: list(view.state),
    decision: view.decision,
    sort: view.sort,
    order: view.order,
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as DormantUsersQuery;
}

export function pageQuery(view: DashboardView): DormantUsersQuery {
  return { ...filterQuery(view), skip: view.page * view.pageSize, limit: view.pageSize };
}

/** What the figures, histogram and trend are about: everybody, whatever narrows the list. */
export function summaryQuery(view: DashboardView): Pick<DormantUsersQuery, "inactive_days" | "account_type"> {
  return {
    ...(view.inactiveDays === undefined ? {} : { inactive_days: view.inactiveDays }),
    ...(view.accountType.length > 0 ? { account_type: [...view.accountType] } : {}),
  };
}

/** True where something narrows the list. */
export function isFiltered(view: DashboardFilters): boolean {
  const { q, risk, confidenceMin, accountType, department, state, decision } = view;
  const lists = [risk, accountType, department, state];
  return q !== "" || confidenceMin !== undefined || decision !== undefined || lists.some((list) => list.length > 0);
}
