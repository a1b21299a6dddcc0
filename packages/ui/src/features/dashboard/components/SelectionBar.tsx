import type { DormantUsersQuery } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import type { RefObject } from "react";
import { DecideMenu } from "../../../insights/decisions/DecideMenu.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { MOST_SELECTED, type Selection } from "../hooks/use-selection.ts";

interface SelectionBarProps {
  readonly selection: Selection;
  /** Users that match the filters, on all pages. */
  readonly total: number;
  readonly query: DormantUsersQuery;
  readonly decideRef: RefObject<HTMLButtonElement | null>;
}

/** Who is chosen, how to choose all that match, and what to do about them. */
export function SelectionBar({ selection, total, query, decideRef }: SelectionBarProps) {
  const { messages } = useInsights();
  const words = messages.dashboard.selection;
  const count = selection.users.length;
  if (count === 0 && !selection.gathering) return null;
  const most = Math.min(total, MOST_SELECTED);
  return (
    <Box
      role="region"
      aria-label={words.label}
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 1.5,
        rowGap: 0.5,
        px: 2,
        py: 1,
        border: 1,
        borderColor: "primary.main",
        borderRadius: 1.5,
        bgcolor: "background.paper",
        boxShadow: 4,
        fontSize: "0.875rem",
      }}
    >
      <Box role="status" sx={{ fontWeight: 600 }}>
        {selection.gathering ? words.gathering : words.count(count)}
        {count === MOST_SELECTED && total > MOST_SELECTED ? (
          <Box component="span" sx={{ fontWeight: 400, color: "text.secondary" }}>
            {" "}
            {words.capped(MOST_SELECTED, total)}
          </Box>
        ) : null}
      </Box>
      {selection.error ? <Box sx={{ color: "text.secondary" }}>{words.failed}</Box> : null}
      {count < most ? (
        <Button
          size="small"
          onClick={() => selection.selectMatching(query)}
          disabled={selection.gathering}
          // Its words, not its box, begin where those above it begin.
          sx={{ marginInline: -0.625 }}
        >
          {total > MOST_SELECTED ? words.selectFirst(MOST_SELECTED, total) : words.selectAll(total)}
        </Button>
      ) : null}
      <Button size="small" color="inherit" onClick={selection.clear} sx={{ marginInlineStart: "auto" }}>
        {words.clear}
      </Button>
      <DecideMenu
        subjects={selection.users}
        label={words.decide(count)}
        disabled={selection.gathering}
        buttonRef={decideRef}
        onDecided={selection.clear}
      />
    </Box>
  );
}
