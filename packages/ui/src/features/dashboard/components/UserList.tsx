import type { DormantUser, DormantUserSort, SortOrder, UserId } from "@dormant-users/shared-types";
import { memo, type RefObject, useCallback } from "react";
import { Box } from "../../../components/Box.tsx";
import { SortLabel } from "../../../components/SortLabel.tsx";
import { useVirtualRows } from "../../../components/use-virtual-rows.ts";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { whenNear } from "../../../components/when-near.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import type { Selection } from "../hooks/use-selection.ts";
import { FIRST_ORDER } from "../view.ts";
import { LoadingUserRows } from "./LoadingUserRows.tsx";
import { listStyles } from "./list-styles.ts";
import { type RowActions, UserRow } from "./UserRow.tsx";

// Spoken outright: laid out as blocks and grids, the parts lose the role that a table's display would give them.
const TABLE = { role: "table" } as const;
const GROUP = { role: "rowgroup" } as const;
const ROW = { role: "row" } as const;
const HEAD = { role: "columnheader", scope: "col" } as const;

/** A row of two lines of reasons and one of chips, where there is room for them beside the facts. */
const ROW_PX = 93;

/** A page of users, and how many of those that match come before it. */
export interface ShownUsers {
  readonly users: readonly DormantUser[];
  readonly offset: number;
}

/** Of a list whose first page is on its way. */
export const NOBODY: ShownUsers["users"] = [];

interface SortBy {
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
}

interface UserListProps extends Omit<RowActions, "onToggle"> {
  /** Undefined while the first page is on its way. */
  readonly shown: ShownUsers | undefined;
  readonly total: number;
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  readonly selection: Selection;
  /** The rows belong to another view; the right ones are on their way. */
  readonly outdated: boolean;
  /** Those are still being asked for: the rows say so. */
  readonly dimmed: boolean;
  /** The row that holds the focus. */
  readonly current: number | undefined;
  readonly rowsRef: RefObject<HTMLTableSectionElement | null>;
  readonly onFew: (few: boolean) => void;
  readonly onSort: (by: SortBy) => void;
  /** A hand is on a column's head. */
  readonly onNear: (by: SortBy) => void;
}

/** The rows in view. Sorting is the server's: every page is in order, not just this one. */
export function UserList(props: UserListProps) {
  const { shown, total, sort, order, selection, outdated, dimmed, current, rowsRef } = props;
  const { onFew, onSort, onNear, onOpen, onDecide } = props;
  const { messages } = useInsights();
  const mayDecide = onDecide !== undefined;
  const chosen = shown?.users.filter(({ user_id }) => selection.has(user_id)).length ?? 0;
  return (
    <Box
      as="table"
      {...TABLE}
      aria-label={messages.dashboard.list.label}
      aria-rowcount={total + 1}
      aria-busy={outdated || shown === undefined}
      data-dimmed={dimmed}
      data-look-only={!mayDecide}
      styles={listStyles}
    >
      <ListHead
        sort={sort}
        order={order}
        users={shown?.users.length ?? 0}
        chosen={chosen}
        onSort={onSort}
        onNear={onNear}
        onTogglePage={mayDecide ? selection.togglePage : undefined}
      />
      {shown ? (
        <UserRows
          shown={shown}
          isSelected={selection.has}
          current={current}
          rowsRef={rowsRef}
          onFew={onFew}
          onToggle={mayDecide ? selection.toggle : undefined}
          onOpen={onOpen}
          onDecide={onDecide}
        />
      ) : (
        <tbody {...GROUP} ref={rowsRef}>
          <LoadingUserRows />
        </tbody>
      )}
    </Box>
  );
}

interface ListHeadProps extends Pick<UserListProps, "sort" | "order" | "onSort" | "onNear"> {
  readonly users: number;
  /** How many of them are. */
  readonly chosen: number;
  readonly onTogglePage: (() => void) | undefined;
}

const ListHead = memo(function ListHead(props: ListHeadProps) {
  const { sort, order, users, chosen, onSort, onNear, onTogglePage } = props;
  const { messages } = useInsights();
  const words = messages.dashboard.list;
  const columns: { by?: DormantUserSort; label: string; className: string }[] = [
    { by: "name", label: words.user, className: "du-cell-user" },
    { by: "risk", label: words.risk, className: "du-cell-risk" },
    { by: "days_inactive", label: words.daysInactive, className: "du-cell-days" },
    { by: "return_probability", label: words.willReturn, className: "du-cell-return" },
    { label: words.why, className: "du-cell-why" },
    { label: words.actions, className: "du-cell-act" },
  ];
  return (
    <thead {...GROUP}>
      <tr {...ROW} className="du-row du-head" aria-rowindex={1}>
        <th {...HEAD} className="du-cell du-cell-select">
          {onTogglePage ? (
            <label className="du-tick">
              <input
                type="checkbox"
                aria-label={words.selectPage}
                checked={chosen > 0 && chosen === users}
                ref={(box) => {
                  if (box) box.indeterminate = chosen > 0 && chosen < users;
                }}
                disabled={users === 0}
                onChange={onTogglePage}
              />
            </label>
          ) : null}
        </th>
        {columns.map(({ by, label, className }) => {
          if (!by) {
            return (
              <th key={label} {...HEAD} className={`du-cell ${className}`}>
                {className === "du-cell-act" ? <span style={visuallyHidden}>{label}</span> : label}
              </th>
            );
          }
          const sorted = sort === by;
          const next = { sort: by, order: sorted ? (order === "asc" ? "desc" : "asc") : FIRST_ORDER[by] } as const;
          return (
            <th
              key={by}
              {...HEAD}
              className={`du-cell ${className}`}
              data-label={words.sortBy}
              aria-sort={sorted ? (order === "asc" ? "ascending" : "descending") : "none"}
            >
              <SortLabel
                active={sorted}
                order={sorted ? order : FIRST_ORDER[by]}
                onClick={() => onSort(next)}
                {...whenNear(() => onNear(next))}
              >
                {label}
              </SortLabel>
            </th>
          );
        })}
      </tr>
    </thead>
  );
});

interface UserRowsProps extends RowActions, Pick<UserListProps, "current" | "rowsRef" | "onFew"> {
  readonly shown: ShownUsers;
  readonly isSelected: (userId: UserId) => boolean;
}

/** Apart from its head, which shows at once what was pressed. */
const UserRows = memo(function UserRows(props: UserRowsProps) {
  const { shown, isSelected, current, rowsRef, onFew, onToggle, onOpen, onDecide } = props;
  const { users, offset } = shown;
  const keyOf = useCallback((index: number) => users[index]?.user_id ?? String(index), [users]);
  const { rows, height, measure } = useVirtualRows({
    count: users.length,
    list: rowsRef,
    firstEstimate: ROW_PX,
    keyOf,
    keep: current,
    onFew,
  });
  return (
    <tbody {...GROUP} ref={rowsRef} className="du-rows" style={{ height }}>
      {rows.map(({ index, key, top }) => {
        const user = users[index];
        return user ? (
          <UserRow
            key={key}
            user={user}
            index={index}
            rowIndex={offset + index + 2}
            top={top}
            selected={isSelected(user.user_id)}
            measure={measure}
            onToggle={onToggle}
            onOpen={onOpen}
            onDecide={onDecide}
          />
        ) : null;
      })}
    </tbody>
  );
});
