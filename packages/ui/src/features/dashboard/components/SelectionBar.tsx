import type { DormantUsersQuery } from "@dormant-users/shared-types";
import { memo, type RefObject } from "react";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
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
export const SelectionBar = memo(function SelectionBar(props: SelectionBarProps) {
  const { selection, total, query, decideRef } = props;
  const { messages } = useInsights();
  const words = messages.dashboard.selection;
  const count = selection.users.length;
  if (count === 0 && !selection.gathering) return null;
  const most = Math.min(total, MOST_SELECTED);
  return (
    <Box role="region" aria-label={words.label} styles={BAR}>
      <div role="status" className="du-count">
        {selection.gathering ? words.gathering : words.count(count)}
        {count === MOST_SELECTED && total > MOST_SELECTED ? (
          <span className="du-capped"> {words.capped(MOST_SELECTED, total)}</span>
        ) : null}
      </div>
      {selection.error ? <div className="du-failed">{words.failed}</div> : null}
      {count < most ? (
        <Button
          size="small"
          onClick={() => selection.selectMatching(query)}
          disabled={selection.gathering}
          styles={ALL}
        >
          {total > MOST_SELECTED ? words.selectFirst(MOST_SELECTED, total) : words.selectAll(total)}
        </Button>
      ) : null}
      <Button size="small" color="inherit" onClick={selection.clear} styles={CLEAR}>
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
});

const BAR = {
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
  "& > .du-count": { fontWeight: 600 },
  "& .du-capped": { fontWeight: 400, color: "text.secondary" },
  "& > .du-failed": { color: "text.secondary" },
} as const;
// Its words, not its box, begin where those above it begin.
const ALL = { marginInline: -0.625 } as const;
const CLEAR = { marginInlineStart: "auto" } as const;
