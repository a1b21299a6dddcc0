import type {
  AccountType,
  DecisionFilter,
  DormancyState,
  DormantUserSort,
  DormantUsersQuery,
  RiskLevel,
  SortOrder,
  UserId,
} from "@dormant-users/shared-types";
import {
  ACCOUNT_TYPES,
  DECISION_FILTERS,
  DORMANCY_STATES,
  INACTIVE_DAYS,
  LISTED_BY_DEFAULT,
  RISK_LEVELS,
  SORT_ORDERS,
  USER_SORTS,
} from "../../lib/contract/vocabulary.data.ts";

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

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MAX_TEXT = 200;

/** Reads a view out of a query string. What is misspelt or out of range counts as absent: an old link still opens. */
export function readView(search: string): DashboardView {
  const params = new URLSearchParams(search);
  const text = (name: string) => params.get(PREFIX + name)?.trim() ?? "";
  const one = <Word extends string>(name: string, words: readonly Word[]) => words.find((word) => word === text(name));
  const many = <Word extends string>(name: string, words: readonly Word[]) =>
    params.getAll(PREFIX + name).flatMap((value) => words.find((word) => word === value) ?? []);
  const number = (name: string, min: number, max: number) => {
    const value = text(name) === "" ? Number.NaN : Number(text(name));
    return value >= min && value <= max ? value : undefined;
  };
  const integer = (name: string, min: number, max: number) => {
    const value = number(name, min, max);
    return Number.isInteger(value) ? value : undefined;
  };
  const size = integer("size", 1, Math.max(...PAGE_SIZES));
  const sort = one("sort", USER_SORTS) ?? DEFAULT_VIEW.sort;
  return {
    q: text("q").length <= MAX_TEXT ? text("q") : "",
    risk: many("risk", RISK_LEVELS),
    confidenceMin: number("confidence", 0, 1),
    accountType: many("type", [...ACCOUNT_TYPES, "all"]),
    department: params.getAll(`${PREFIX}department`).filter((name) => name !== "" && name.length <= MAX_TEXT),
    state: many("state", DORMANCY_STATES),
    decision: one("decision", DECISION_FILTERS),
    inactiveDays: integer("days", INACTIVE_DAYS.min, INACTIVE_DAYS.max),
    sort,
    order: one("order", SORT_ORDERS) ?? FIRST_ORDER[sort],
    page: (integer("page", 1, 1_000_000) ?? 1) - 1,
    pageSize: PAGE_SIZES.find((each) => each === size) ?? DEFAULT_VIEW.pageSize,
    user: UUID.test(text("user")) ? (text("user") as UserId) : undefined,
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

/** The states that a view lists. */
export function statesOf({ state }: Pick<DashboardView, "state">): readonly DormancyState[] {
  return state.length > 0 ? state : LISTED_BY_DEFAULT;
}

/** The states chosen once one more is put in, or taken out; none where those are listed that are anyway. The last stays. */
export function toggleState(view: Pick<DashboardView, "state">, state: DormancyState): readonly DormancyState[] {
  const before = statesOf(view);
  const after = before.includes(state) ? before.filter((each) => each !== state) : [...before, state];
  if (after.length === 0) return view.state;
  return after.length === LISTED_BY_DEFAULT.length && LISTED_BY_DEFAULT.every((each) => after.includes(each))
    ? []
    : after;
}

/** True where something narrows the list. */
export function isFiltered(view: DashboardFilters): boolean {
  const { q, risk, confidenceMin, accountType, department, state, decision } = view;
  const lists = [risk, accountType, department, state];
  return q !== "" || confidenceMin !== undefined || decision !== undefined || lists.some((list) => list.length > 0);
}
