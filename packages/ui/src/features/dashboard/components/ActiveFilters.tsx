import CloseIcon from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { memo } from "react";
import { useInsights } from "../../../lib/insights-context.tsx";
import { type DashboardView, isFiltered, NO_FILTERS } from "../view.ts";

interface ActiveFiltersProps {
  readonly view: DashboardView;
  readonly onChange: (part: Partial<DashboardView>) => void;
}

/** Each filter in force, to be taken off by itself; and all of them at once. */
export const ActiveFilters = memo(function ActiveFilters({ view, onChange }: ActiveFiltersProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.filters;
  if (!isFiltered(view)) return null;
  const without = <Item,>(list: readonly Item[], item: Item) => list.filter((each) => each !== item);
  const chips: { key: string; label: string; rest: Partial<DashboardView> }[] = [
    ...(view.q ? [{ key: "q", label: `“${view.q}”`, rest: { q: "" } }] : []),
    ...view.risk.map((level) => ({
      key: level,
      label: messages.insights.risk[level],
      rest: { risk: without(view.risk, level) },
    })),
    ...(view.confidenceMin === undefined
      ? []
      : [
          {
            key: "confidence",
            label: `${words.confidence} ${words.atLeast(formats.decimal(view.confidenceMin))}`,
            rest: { confidenceMin: undefined },
          },
        ]),
    ...view.accountType.map((type) => ({
      key: `type-${type}`,
      label: words.type[type],
      rest: { accountType: without(view.accountType, type) },
    })),
    ...view.department.map((name) => ({
      key: `d-${name}`,
      label: name,
      rest: { department: without(view.department, name) },
    })),
    ...view.state.map((state) => ({
      key: state,
      label: words.stateName[state],
      rest: { state: without(view.state, state) },
    })),
    ...(view.decision
      ? [{ key: "decision", label: words.decisionName[view.decision], rest: { decision: undefined } }]
      : []),
  ];
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 0.75,
        px: 2,
        py: 1,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      {chips.map(({ key, label, rest }) => (
        <Button
          key={key}
          size="small"
          color="inherit"
          variant="outlined"
          endIcon={<CloseIcon sx={{ fontSize: "0.875rem !important" }} />}
          aria-label={words.remove(label)}
          onClick={() => onChange(rest)}
          sx={{
            borderRadius: 4,
            borderColor: "divider",
            py: 0,
            minHeight: 26,
            fontWeight: 400,
            overflowWrap: "anywhere",
          }}
        >
          {label}
        </Button>
      ))}
      <Button size="small" onClick={() => onChange(NO_FILTERS)} sx={{ py: 0, minHeight: 24 }}>
        {words.clearAll}
      </Button>
    </Box>
  );
});
