import type { DormancySummary, RiskLevel } from "@dormant-users/shared-types";
import { useTheme } from "@mui/material/styles";
import { memo } from "react";
import { Box } from "../../../components/Box.tsx";
import { RingBone } from "../../../components/charts/ChartBone.tsx";
import { ChartPanel, NoChart } from "../../../components/charts/ChartPanel.tsx";
import { RingDrawing } from "../../../components/charts/drawings.tsx";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import { riskHue } from "../../../insights/risk-paint.ts";
import { RISK_LEVELS } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

const HEIGHT = 176;
const RING = 108;

interface RiskPanelProps {
  readonly summary: DormancySummary | undefined;
  readonly level: 2 | 3 | 4;
  readonly onShow: (risk: RiskLevel) => void;
}

/** How the flagged accounts divide by risk; each level leads to its accounts. */
export const RiskPanel = memo(function RiskPanel({ summary, level, onShow }: RiskPanelProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.risk;
  const theme = useTheme();
  const counts = summary?.risk_counts;
  const open = summary?.open_risk_counts;
  const analysed = counts ? RISK_LEVELS.reduce((sum, each) => sum + counts[each], 0) : 0;
  const slices = RISK_LEVELS.map((each) => ({
    name: messages.insights.risk[each],
    value: counts?.[each] ?? 0,
    color: riskHue(theme, each),
  }));
  return (
    <ChartPanel
      title={words.title}
      level={level}
      height={HEIGHT}
      table={
        counts && analysed > 0
          ? {
              caption: words.title,
              head: [words.level, words.users, words.open],
              rows: RISK_LEVELS.map((each) => [
                messages.insights.risk[each],
                formats.number(counts[each]),
                open ? formats.number(open[each]) : "—",
              ]),
            }
          : undefined
      }
      chart={
        summary && analysed === 0 ? (
          <NoChart>{words.none}</NoChart>
        ) : (
          <Box styles={SHARES}>
            <div aria-hidden className="du-ring">
              {summary ? <RingDrawing slices={slices} size={RING} /> : <RingBone size={RING} />}
              <div className="du-sum">
                <div className="du-figure">{summary ? formats.number(analysed) : null}</div>
                <div className="du-unit">{summary ? words.analysed : null}</div>
              </div>
            </div>
            <ul>
              {RISK_LEVELS.map((each) => {
                const label = words.show(messages.insights.risk[each], counts?.[each] ?? 0);
                return (
                  <li key={each}>
                    <button type="button" aria-label={label} title={label} onClick={() => onShow(each)}>
                      <RiskChip level={each} />
                    </button>
                    <div className="du-count">{counts ? formats.number(counts[each]) : "–"}</div>
                  </li>
                );
              })}
            </ul>
          </Box>
        )
      }
    />
  );
});

const SHARES = {
  display: "flex",
  alignItems: "center",
  justifyContent: "center",
  gap: 1.5,
  height: "100%",
  "& > .du-ring": { position: "relative", flex: "none", width: RING, height: RING },
  "& .du-sum": { position: "absolute", inset: 0, display: "grid", placeContent: "center", textAlign: "center" },
  "& .du-figure": { fontSize: "1.25rem", fontWeight: 700, lineHeight: 1.2 },
  "& .du-unit": { fontSize: "0.6875rem", color: "text.secondary" },
  "& > ul": {
    m: 0,
    p: 0,
    listStyle: "none",
    display: "grid",
    gridTemplateColumns: "auto auto",
    alignItems: "center",
    gap: 0.75,
    minWidth: 0,
  },
  "& li": { display: "grid", gridTemplateColumns: "subgrid", gridColumn: "1 / -1", alignItems: "center" },
  "& .du-count": {
    // As wide before the numbers are there as with them.
    minWidth: "4ch",
    textAlign: "end",
    fontWeight: 700,
    fontSize: "0.875rem",
    fontVariantNumeric: "tabular-nums",
  },
  "& button": {
    justifySelf: "start",
    p: 0.25,
    border: 0,
    bgcolor: "transparent",
    font: "inherit",
    cursor: "pointer",
    borderRadius: 4,
    "&:hover": { filter: "brightness(0.96)" },
    "&:focus-visible": { outline: 2, outlineStyle: "solid", outlineColor: "primary.main" },
  },
} as const;
