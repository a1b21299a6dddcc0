import Skeleton from "@mui/material/Skeleton";
import TableCell from "@mui/material/TableCell";
import TableRow from "@mui/material/TableRow";

const ROWS = ["64%", "48%", "58%", "72%", "52%", "66%", "44%", "60%"] as const;

/** The shape of the rows to come, so that nothing jumps when they do. Silent: the status region speaks. */
export function LoadingRows() {
  return ROWS.map((width) => (
    <TableRow key={width} aria-hidden>
      <TableCell className="cell-email">
        <Skeleton width={width} />
        <Skeleton width="38%" height={16} />
      </TableCell>
      <TableCell className="cell-name">
        <Skeleton width={width} />
      </TableCell>
      <TableCell className="cell-days num">
        <Skeleton width={36} sx={{ marginInlineStart: "auto" }} />
      </TableCell>
      <TableCell className="cell-last">
        <Skeleton width="46%" />
        <Skeleton width="70%" height={16} />
      </TableCell>
    </TableRow>
  ));
}
