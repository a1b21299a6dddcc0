import type { DormantUser, DormantUserSort } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import TableSortLabel from "@mui/material/TableSortLabel";
import { type RefObject, useCallback } from "react";
import { useVirtualRows } from "../../../components/use-virtual-rows.ts";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import type { Selection } from "../hooks/use-selection.ts";
import { type DashboardView, FIRST_ORDER } from "../view.ts";
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

interface UserListProps extends Omit<RowActions, "onToggle"> {
  /** Undefined while the first page is on its way. */
  readonly users: readonly DormantUser[] | undefined;
  readonly total: number;
  readonly view: DashboardView;
  readonly selection: Selection;
  /** The rows belong to another view; the right ones are on their way. */
  readonly outdated: boolean;
  /** The row that holds the focus. */
  readonly current: number | undefined;
  readonly rowsRef: RefObject<HTMLTableSectionElement | null>;
  readonly onSort: (part: Pick<DashboardView, "sort" | "order">) => void;
}

/** The rows in view. Sorting is the server's: every page is in order, not just this one. */
export function UserList(props: UserListProps) {
  const { users, total, view, selection, outdated, current, rowsRef, onSort, onOpen, onDecide } = props;
  const { messages } = useInsights();
  const words = messages.dashboard.list;
  const keyOf = useCallback((index: number) => users?.[index]?.user_id ?? String(index), [users]);
  const { rows, height, measure } = useVirtualRows({
    count: users?.length ?? 0,
    list: rowsRef,
    firstEstimate: ROW_PX,
    keyOf,
    keep: current,
  });
  const chosen = users?.filter(({ user_id }) => selection.has(user_id)).length ?? 0;
  const columns: { by?: DormantUserSort; label: string; className: string }[] = [
    { by: "name", label: words.user, className: "cell-user" },
    { by: "risk", label: words.risk, className: "cell-risk" },
    { by: "days_inactive", label: words.daysInactive, className: "cell-days" },
    { by: "return_probability", label: words.willReturn, className: "cell-return" },
    { label: words.why, className: "cell-why" },
    { label: words.actions, className: "cell-act" },
  ];
  return (
    <Box
      component="table"
      {...TABLE}
      aria-label={words.label}
      aria-rowcount={total + 1}
      aria-busy={outdated || users === undefined}
      className={outdated ? "is-outdated" : ""}
      sx={listStyles}
    >
      <thead {...GROUP}>
        <tr {...ROW} className="row head" aria-rowindex={1}>
          <th {...HEAD} className="cell cell-select">
            <label className="tick">
              <input
                type="checkbox"
                aria-label={words.selectPage}
                checked={chosen > 0 && chosen === users?.length}
                ref={(box) => {
                  if (box) box.indeterminate = chosen > 0 && chosen < (users?.length ?? 0);
                }}
                disabled={!users || users.length === 0}
                onChange={selection.togglePage}
              />
            </label>
          </th>
          {columns.map(({ by, label, className }) => {
            if (!by) {
              return (
                <th key={label} {...HEAD} className={`cell ${className}`}>
                  {className === "cell-act" ? <span style={visuallyHidden}>{label}</span> : label}
                </th>
              );
            }
            const sorted = view.sort === by;
            const next = sorted ? (view.order === "asc" ? "desc" : "asc") : FIRST_ORDER[by];
            return (
              <th
                key={by}
                {...HEAD}
                className={`cell ${className}`}
                aria-sort={sorted ? (view.order === "asc" ? "ascending" : "descending") : "none"}
              >
                <TableSortLabel
                  active={sorted}
                  direction={sorted ? view.order : FIRST_ORDER[by]}
                  onClick={() => onSort({ sort: by, order: next })}
                >
                  {label}
                </TableSortLabel>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody {...GROUP} ref={rowsRef} className={users ? "rows" : ""} style={users ? { height } : {}}>
        {users ? (
          rows.map(({ index, key, top }) => {
            const user = users[index];
            return user ? (
              <UserRow
                key={key}
                user={user}
                index={index}
                rowIndex={view.page * view.pageSize + index + 2}
                top={top}
                selected={selection.has(user.user_id)}
                measure={measure}
                onToggle={selection.toggle}
                onOpen={onOpen}
                onDecide={onDecide}
              />
            ) : null;
          })
        ) : (
          <LoadingUserRows />
        )}
      </tbody>
    </Box>
  );
}
