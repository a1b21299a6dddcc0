import type { DormancySummary } from "@dormant-users/shared-types";
import { useTheme } from "@mui/material/styles";
import { memo } from "react";
import { Box } from "../../../components/Box.tsx";
import { ChartBone } from "../../../components/charts/ChartBone.tsx";
import { ChartPanel, NoChart } from "../../../components/charts/ChartPanel.tsx";
import { TrendDrawing } from "../../../components/charts/drawings.tsx";
import { riskHue } from "../../../insights/risk-paint.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

const HEIGHT = 152;

interface TrendPanelProps {
  readonly summary: DormancySummary | undefined;
  readonly level: 2 | 3 | 4;
}

/** How the number of dormant accounts went over the last 90 days of data. */
export const TrendPanel = memo(function TrendPanel({ summary, level }: TrendPanelProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.trend;
  const theme = useTheme();
  const colors = { total: (theme.vars ?? theme).palette.primary.main, serious: riskHue(theme, "critical") };
  const trend = summary?.trend ?? [];
  const seriousOf = (day: (typeof trend)[number]) =>
    day.critical === null || day.high === null ? null : day.critical + day.high;
  const points = trend.map((day) => ({
    label: formats.calendarDay(day.day),
    total: day.dormant + day.never_active,
    serious: seriousOf(day),
  }));
  const recorded = trend.find(({ from_history }) => !from_history);
  const fromHistory = trend.some(({ from_history }) => from_history);
  return (
    <ChartPanel
      title={words.title}
      note={words.note(trend.length)}
      level={level}
      height={HEIGHT}
      table={
        trend.length > 0
          ? {
              caption: words.title,
              head: [words.day, words.total, words.serious],
              rows: trend.toReversed().map((day) => {
                const serious = seriousOf(day);
                return [
                  formats.calendarDay(day.day),
                  formats.number(day.dormant + day.never_active),
                  serious === null ? "—" : formats.number(serious),
                ];
              }),
            }
          : undefined
      }
      chart={
        summary && points.length < 2 ? (
          <NoChart>{words.tooShort}</NoChart>
        ) : points.length > 0 ? (
          <TrendDrawing
            points={points}
            names={words}
            colors={colors}
            format={formats.number}
            mirrored={formats.direction === "rtl"}
          />
        ) : (
          <ChartBone shape="area" />
        )
      }
    >
      {points.length >= 2 ? (
        <Box styles={KEYS}>
          <Key color={colors.total} text={words.total} />
          <Key color={colors.serious} text={words.serious} />
          {fromHistory ? (
            <bdi>{words.fromHistory(recorded ? formats.calendarDay(recorded.day) : undefined)}</bdi>
          ) : null}
        </Box>
      ) : null}
    </ChartPanel>
  );
});

const KEYS = {
  mt: 1,
  display: "flex",
  flexWrap: "wrap",
  columnGap: 2,
  fontSize: "0.75rem",
  color: "text.secondary",
  "& .du-key": { display: "inline-flex", alignItems: "center", gap: 0.75 },
  "& .du-line": { width: 14, height: 3, borderRadius: 1, forcedColorAdjust: "none" },
} as const;

function Key({ color, text }: { color: string; text: string }) {
  return (
    <span className="du-key">
      <span aria-hidden className="du-line" style={{ background: color }} />
      {text}
    </span>
  );
}
