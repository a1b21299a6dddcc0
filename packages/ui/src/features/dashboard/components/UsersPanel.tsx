import type { DormantUser, UserId } from "@dormant-users/shared-types";
import {
  lazy,
  type RefObject,
  Suspense,
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Box } from "../../../components/Box.tsx";
import { IconButton } from "../../../components/Button.tsx";
import { ErrorPanel } from "../../../components/ErrorPanel.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { LoadingLine } from "../../../components/LoadingLine.tsx";
import { late } from "../../../components/late.ts";
import { OnceOpened } from "../../../components/OnceOpened.tsx";
import { Pager } from "../../../components/Pager.tsx";
import type { DormantUsersResult } from "../../../insights/api/use-dormant-users.ts";
import { DecisionChoice } from "../../../insights/decisions/DecideMenu.tsx";
import { useDecide } from "../../../insights/decisions/DecisionsProvider.tsx";
import { nameOfSubject } from "../../../insights/decisions/use-decisions.ts";
import { type RenderOpenUser, useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import type { ChangeView, ViewControl } from "../hooks/use-dashboard-view.ts";
import { useListKeys } from "../hooks/use-list-keys.ts";
import type { Selection } from "../hooks/use-selection.ts";
import { type DashboardView, NO_FILTERS, PAGE_SIZES, type PageSize } from "../view.ts";
import { FilterBar } from "./FilterBar.tsx";
import { PAGER_PX, ROOMY } from "./list-styles.ts";
import { NOBODY, type ShownUsers, UserList } from "./UserList.tsx";

const EmptyList = late(async () => (await import("./EmptyList.tsx")).EmptyList);
const KeyboardHelp = lazy(async () => ({ default: (await import("./KeyboardHelp.tsx")).KeyboardHelp }));

interface UsersPanelProps {
  readonly view: DashboardView;
  readonly list: DormantUsersResult;
  /** The rows on screen; undefined while the first are on their way. */
  readonly shown: ShownUsers | undefined;
  /** Nothing was imported, or this reader may see none of it: there is nothing to narrow. */
  readonly nothingToShow: boolean;
  /** They belong to another view; the right ones are on their way. */
  readonly outdated: boolean;
  /** False until the first rows are painted: what is below them comes after. */
  readonly draws: boolean;
  readonly selection: Selection;
  /** Hears whether few rows are in view. */
  readonly onFew: (few: boolean) => void;
  /** The button that decides about everybody selected. */
  readonly decideRef: RefObject<HTMLButtonElement | null>;
  readonly renderDetail: RenderOpenUser;
  readonly onChange: ChangeView;
  /** A hand is on what would change the view so. */
  readonly onNear: ViewControl["expect"];
}

/** Who it is, narrowed, sorted, opened and decided about. */
export function UsersPanel(props: UsersPanelProps) {
  const { view, list, shown, nothingToShow, outdated, draws } = props;
  const { selection, onFew, decideRef, renderDetail, onChange, onNear } = props;
  const { messages, onEvent } = useInsights();
  const words = messages.dashboard;
  const { page, loading, error, refetch } = list;
  // Where the rows are known already they come in the frame after the press: to dim those before them for it would be a flicker.
  const waits = loading === "next";
  const waited = useDeferredValue(waits);
  const decide = useDecide();
  const mayDecide = useMay("decisions:write");
  const rows = useRef<HTMLTableSectionElement>(null);
  const filters = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const [choice, setChoice] = useState<{ anchor: HTMLElement; user: DormantUser }>();
  const [help, setHelp] = useState(false);
  const users = shown?.users ?? NOBODY;
  const departments = useDepartments(users);

  const open = useCallback(
    (user: Pick<DormantUser, "user_id">) => {
      onEvent({ type: "user_opened" });
      onChange({ user: user.user_id });
    },
    [onChange, onEvent],
  );
  const choose = useCallback(
    (user: DormantUser, anchor: HTMLElement) => startTransition(() => setChoice({ user, anchor })),
    [],
  );
  const keys = useListKeys({
    users,
    rows,
    onOpen: open,
    onToggle: mayDecide ? selection.toggle : undefined,
    onDecide(user, row) {
      if (!mayDecide) return;
      // Right after the first tick the bar is not drawn yet: who is ticked is whose row it is.
      if (selection.users.length > 0 && decideRef.current) decideRef.current.click();
      else if (user && row) choose(user, row.querySelector<HTMLElement>(".du-act.du-quiet") ?? row);
    },
    onUndo: decide.undo,
    onSearch: () => searchRef.current?.focus(),
    onHelp: () => setHelp(true),
  });

  // The list can shrink under a reader's feet: past its end, go to its new end.
  const lastPage = page ? Math.max(0, Math.ceil(page.total / view.pageSize) - 1) : 0;
  useEffect(() => {
    if (!loading && page && view.page > lastPage) onChange({ page: lastPage }, "replace");
  }, [loading, page, view.page, lastPage, onChange]);

  const sort = useCallback(
    (by: Pick<DashboardView, "sort" | "order">) => {
      onEvent({ type: "sort_changed", ...by });
      onChange(by);
    },
    [onChange, onEvent],
  );
  const clearFilters = useCallback(() => {
    // The button that was pressed goes with the filters.
    filters.current?.focus();
    onChange(NO_FILTERS);
  }, [onChange]);
  const { page: pageIndex, pageSize } = view;
  const turnTo = useCallback(
    (next: number) => {
      onEvent({ type: "page_changed", page: next, pageSize });
      onChange({ page: next });
      // Whoever turned the page at the end of one begins the next at its beginning.
      rows.current?.previousElementSibling?.firstElementChild?.scrollIntoView?.({ block: "nearest" });
    },
    [onChange, onEvent, pageSize],
  );
  const nearPage = useCallback((next: number) => onNear({ page: next }), [onNear]);
  const resize = useCallback(
    // The first row on screen stays on screen.
    (size: PageSize) => onChange({ pageSize: size, page: Math.floor((pageIndex * pageSize) / size) }),
    [onChange, pageIndex, pageSize],
  );

  const place = useMemo(() => ({ page: pageIndex, pageSize }), [pageIndex, pageSize]);
  const { focusRow } = keys;
  function close(userId: UserId) {
    onChange({ user: undefined }, "replace");
    const at = users.findIndex(({ user_id }) => user_id === userId);
    if (at >= 0) focusRow(at);
  }
  // What was pressed shows at once; whoever is opened follows.
  const later = useDeferredValue(view.user);
  // Closed at once: the row that gets the focus back must not have it taken by a dialog that is still there.
  const openId = view.user && later;
  return (
    <Box role="presentation" onKeyDown={keys.onKeyDown} onFocus={keys.onFocus} styles={PANEL}>
      {nothingToShow ? null : (
        <FilterBar
          view={view}
          departments={departments}
          barRef={filters}
          searchRef={searchRef}
          onChange={onChange}
          onClear={clearFilters}
          onNear={onNear}
        />
      )}
      <div style={{ position: "relative" }}>
        {loading && page ? <LoadingLine label={messages.table.loading} /> : null}
        {error && !loading ? (
          <div className="du-error">
            <ErrorPanel error={error} onRetry={refetch} {...(page ? { note: messages.error.staleRows } : {})} />
          </div>
        ) : null}
        {page && page.total === 0 && !error ? (
          <Suspense fallback={<div className="du-empty" />}>
            <EmptyList page={page} view={view} onChange={onChange} onClear={clearFilters} />
          </Suspense>
        ) : page || loading ? (
          <UserList
            shown={shown}
            total={page?.total ?? 0}
            sort={view.sort}
            order={view.order}
            selection={selection}
            outdated={outdated}
            dimmed={waits || (waited && outdated)}
            current={keys.current}
            rowsRef={rows}
            onFew={onFew}
            onSort={sort}
            onNear={onNear}
            onOpen={open}
            onDecide={mayDecide ? choose : undefined}
          />
        ) : null}
      </div>
      {page && page.total > 0 ? (
        <div className="du-foot">
          {draws ? (
            <>
              <Pager
                view={place}
                sizes={PAGE_SIZES}
                total={page.total}
                disabled={loading === "first"}
                onPage={turnTo}
                onNear={nearPage}
                onPageSize={resize}
              />
              <IconButton
                size="small"
                aria-label={words.keys.open}
                title={words.keys.open}
                onClick={() => setHelp(true)}
                styles={HELP}
              >
                <Icon name="keyboard" size="1.25rem" />
              </IconButton>
            </>
          ) : null}
        </div>
      ) : null}
      <DecisionChoice
        anchor={choice?.anchor ?? null}
        subjects={choice ? [users.find(({ user_id }) => user_id === choice.user.user_id) ?? choice.user] : []}
        label={choice ? messages.insights.decision.menuFor(nameOfSubject(choice.user)) : ""}
        onClose={() => setChoice(undefined)}
      />
      <OnceOpened open={help}>
        <KeyboardHelp open={help} mayDecide={mayDecide} onClose={() => setHelp(false)} />
      </OnceOpened>
      {openId
        ? renderDetail({
            userId: openId,
            siblings: users.map(({ user_id }) => user_id),
            onNavigate: (user) => onChange({ user }, "replace"),
            onClose: () => close(openId),
          })
        : null}
    </Box>
  );
}

const PANEL = {
  border: 1,
  borderColor: "divider",
  borderRadius: 1.5,
  bgcolor: "background.paper",
  overflow: "clip",
  minWidth: 0,
  "& .du-error": { p: 2 },
  "& .du-empty": { minHeight: 280 },
  "& .du-foot": {
    position: "relative",
    minHeight: PAGER_PX,
    bgcolor: "background.paper",
    // How many there are, and the way to the next page, without going to the end of this one.
    [ROOMY]: { position: "sticky", bottom: 0, zIndex: 1 },
  },
} as const;
const HELP = {
  position: "absolute",
  insetInlineStart: "calc(50% - 17px)",
  top: 8,
  display: { xs: "none", md: "inline-flex" },
} as const;

/** Departments seen on any page so far. */
function useDepartments(users: readonly DormantUser[]): readonly string[] {
  const [known, setKnown] = useState<readonly string[]>([]);
  const fresh = users.flatMap(({ department }) => (department && !known.includes(department) ? [department] : []));
  if (fresh.length > 0) setKnown([...new Set([...known, ...fresh])]);
  return known;
}
