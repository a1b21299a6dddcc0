import type { DormancySummary, RiskLevel } from "@dormant-users/shared-types";
import { memo, useCallback, useEffect, useState } from "react";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { loadDrawings } from "../../../components/charts/drawings.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { Icon } from "../../../components/Icon.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import type { DashboardView } from "../view.ts";
import { KeyFigures } from "./KeyFigures.tsx";
import { RiskPanel } from "./RiskPanel.tsx";
import { ThresholdPanel } from "./ThresholdPanel.tsx";
import { TrendPanel } from "./TrendPanel.tsx";

interface OverviewProps {
  /** Whether a thousand or more are flagged: the list says it before there is a summary. */
  readonly large: boolean;
  /** Undefined while it is on its way. */
  readonly summary: DormancySummary | undefined;
  readonly level: 2 | 3 | 4;
  readonly inactiveDays: number | undefined;
  /** False while the rows are still to come: drawing the charts must not hold them up. */
  readonly draws: boolean;
  readonly onChange: (part: Partial<DashboardView>) => void;
}

/** Everybody at a glance, whatever narrows the list. Remembered: a filter must not draw the charts again. */
export const Overview = memo(function Overview({
  large,
  summary,
  level,
  inactiveDays,
  draws,
  onChange,
}: OverviewProps) {
  const drawn = draws ? summary : undefined;
  // While the page is painted: the charts come after it, and their file need not.
  useEffect(() => {
    loadDrawings().catch(() => {});
  }, []);
  const { messages, onEvent } = useInsights();
  // A threshold of this view's own must not go unseen.
  const [opened, setOpened] = useState(inactiveDays !== undefined);
  const setThreshold = useCallback(
    (days: number | undefined) => {
      if (days !== undefined) onEvent({ type: "threshold_changed", inactiveDays: days });
      onChange({ inactiveDays: days });
    },
    [onChange, onEvent],
  );
  const showRisk = useCallback((risk: RiskLevel) => onChange({ risk: [risk] }), [onChange]);
  return (
    <>
      <KeyFigures large={large} summary={summary} onShow={onChange} />
      <Button
        variant="outlined"
        aria-expanded={opened}
        endIcon={<Icon name="arrowDropDown" />}
        onClick={() => setOpened(!opened)}
        styles={SWITCH}
      >
        {messages.dashboard.charts}
      </Button>
      <Box styles={opened ? OPENED : PANELS}>
        <ThresholdPanel
          summary={drawn}
          level={level}
          value={inactiveDays ?? summary?.inactive_days}
          isOwn={inactiveDays !== undefined}
          onChange={setThreshold}
        />
        <RiskPanel summary={drawn} level={level} onShow={showRisk} />
        <TrendPanel summary={drawn} level={level} />
      </Box>
    </>
  );
});

const PANELS = {
  display: "grid",
  gap: 2,
  // The ring and the counts beside it need their room.
  gridTemplateColumns: "minmax(0, 1.9fr) minmax(272px, 1.15fr) minmax(0, 1.3fr)",
  [COMPACT.medium]: {
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    "& > :first-of-type": { gridColumn: "1 / -1" },
  },
  // Two screens of a phone, and the list is what one comes for.
  [COMPACT.small]: { display: "none" },
} as const;
const OPENED = { ...PANELS, [COMPACT.small]: { gridTemplateColumns: "minmax(0, 1fr)" } } as const;
const SWITCH = {
  display: "none",
  [COMPACT.small]: { display: "inline-flex" },
  "&[aria-expanded=true] .du-icon": { transform: "rotate(180deg)" },
} as const;
