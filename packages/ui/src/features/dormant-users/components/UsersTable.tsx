import type { DormantUser, DormantUserSort } from "@dormant-users/shared-types";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { SortLabel } from "../../../components/SortLabel.tsx";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { type ListView, nextOrder } from "../hooks/use-list-view.ts";
import { LoadingRows } from "./LoadingRows.tsx";
import { tableStyles } from "./list-styles.ts";
import { UserRow } from "./UserRow.tsx";

interface UsersTableProps {
  /** Undefined while the first page is on its way. */
  readonly users: readonly DormantUser[] | undefined;
  readonly view: ListView;
  readonly total: number;
  readonly threshold: number | undefined;
  /** The rows belong to another view; the right ones are on their way. */
  readonly outdated: boolean;
  readonly disabled: boolean;
  readonly onSort: (by: DormantUserSort) => void;
}

/** The rows, or their outline. Sorting is the server's: every page of the answer is in order, not just this one. */
export function UsersTable({ users, view, total, threshold, outdated, disabled, onSort }: UsersTableProps) {
  const { messages } = useInsights();
  const words = messages.table;
  const columns: { by: DormantUserSort; label: string; className: string }[] = [
    { by: "email", label: words.email, className: "" },
    { by: "name", label: words.name, className: "" },
    { by: "days_inactive", label: words.daysInactive, className: "du-num" },
    { by: "last_active_at", label: words.lastActive, className: "" },
  ];
  return (
    <Table
      role="table"
      sx={tableStyles}
      className={outdated ? "du-outdated" : ""}
      aria-busy={outdated || users === undefined}
      aria-rowcount={total + 1}
    >
      <caption style={visuallyHidden}>{words.caption(threshold)}</caption>
      <colgroup>
        <col className="du-col-email" />
        <col className="du-col-name" />
        <col className="du-col-days" />
        <col className="du-col-last" />
      </colgroup>
      <TableHead role="rowgroup">
        <TableRow role="row" aria-rowindex={1}>
          {columns.map(({ by, label, className }) => {
            const sorted = view.sort === by;
            return (
              <TableCell
                key={by}
                role="columnheader"
                className={className}
                aria-sort={sorted ? (view.order === "asc" ? "ascending" : "descending") : "none"}
              >
                <SortLabel
                  active={sorted}
                  order={sorted ? view.order : nextOrder(view, by)}
                  disabled={disabled}
                  onClick={() => onSort(by)}
                >
                  {label}
                </SortLabel>
              </TableCell>
            );
          })}
        </TableRow>
      </TableHead>
      <TableBody role="rowgroup">
        {users ? users.map((user) => <UserRow key={user.user_id} user={user} />) : <LoadingRows />}
      </TableBody>
    </Table>
  );
}
