import { memo } from "react";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { Icon } from "../../../components/Icon.tsx";
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
    <Box styles={CHIPS}>
      {chips.map(({ key, label, rest }) => (
        <Button
          key={key}
          size="small"
          color="inherit"
          variant="outlined"
          endIcon={<Icon name="close" size="0.875rem" />}
          aria-label={words.remove(label)}
          onClick={() => onChange(rest)}
          styles={CHIP}
        >
          {label}
        </Button>
      ))}
      <Button size="small" onClick={() => onChange(NO_FILTERS)} styles={CLEAR_ALL}>
        {words.clearAll}
      </Button>
    </Box>
  );
});

const CHIPS = {
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  gap: 0.75,
  px: 2,
  py: 1,
  borderBottom: 1,
  borderColor: "divider",
} as const;
const CHIP = {
  borderRadius: 4,
  borderColor: "divider",
  py: 0,
  minHeight: 26,
  fontWeight: 400,
  overflowWrap: "anywhere",
} as const;
const CLEAR_ALL = { py: 0, minHeight: 24 } as const;
