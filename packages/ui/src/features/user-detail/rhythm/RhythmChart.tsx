import type { ActivityDay } from "@dormant-users/shared-types";
import { styled } from "@mui/material/styles";
import { useInsights } from "../../../lib/insights-context.tsx";
import { monthStarts, type RhythmScale } from "./rhythm-scale.ts";

const DAY_MS = 86_400_000;
const TOP = 8;
const ROW = 11;
const PLOT = 7 * ROW;
const HEIGHT = TOP + PLOT + 26;
const MARGIN = 6;
/** For the names of the first row and the last. */
const GUTTER = 44;
/** Half of a month with its year. */
const HALF_LABEL = 32;
const MONDAY_MS = Date.UTC(2024, 0, 1);
/** A letter of the word in the silence, at its widest on average. */
const LETTER = 7.5;

const Svg = styled("svg")(({ theme }) => {
  const { palette } = theme.vars ?? theme;
  return {
    display: "block",
    fontFamily: "inherit",
    "& .du-axis": { stroke: palette.divider },
    "& .du-tick": { fill: palette.text.secondary, fontSize: 11 },
    "& .du-dot": { fill: palette.primary.main },
    "& .du-silence": { fill: `color-mix(in srgb, ${palette.error.main} 10%, transparent)` },
    "& .du-silence-edge": { stroke: palette.error.main, strokeDasharray: "3 3" },
    "& .du-silence-word": {
      fill: `color-mix(in srgb, ${palette.error.main} 55%, ${palette.text.primary})`,
      fontSize: 12,
      fontWeight: 600,
    },
    "@media (forced-colors: active)": {
      "& .du-dot": { fill: "CanvasText" },
      "& .du-silence": { fill: "none", stroke: "CanvasText" },
      "& .du-tick, & .du-silence-word": { fill: "CanvasText" },
    },
  };
});

interface RhythmChartProps {
  readonly days: readonly ActivityDay[];
  readonly scale: RhythmScale;
  readonly width: number;
  readonly lastActiveMs: number | undefined;
  /** What stands in the silence. */
  readonly silence: string;
  readonly label: string;
}

/**
 * Every day with activity as a dot in the row of its weekday: a habit shows as a pattern, its end as a void. The first month that
 * is named, and the first of another year, say which year it is.
 */
export function RhythmChart({ days, scale, width, lastActiveMs, silence, label }: RhythmChartProps) {
  const { formats } = useInsights();
  const isRtl = formats.direction === "rtl";
  const x = (ms: number) => {
    const share = scale.share(ms);
    const along = GUTTER + share * (width - GUTTER - MARGIN);
    return isRtl ? width - along : along;
  };
  const quietFrom = x(lastActiveMs ?? scale.startMs);
  const end = x(scale.endMs);
  const left = Math.min(quietFrom, end);
  const quietWidth = Math.abs(end - quietFrom);
  const busiest = Math.max(1, ...days.map(({ events }) => events));
  const pixelsPerDay = ((width - GUTTER) * DAY_MS) / (scale.endMs - scale.startMs);
  const largest = Math.min(3.75, 1 + 1.6 * pixelsPerDay);
  const ticks = monthStarts(scale, Math.max(2, Math.floor((width - GUTTER) / 70)));
  const named = ticks.filter((ms) => x(ms) > HALF_LABEL && x(ms) < width - HALF_LABEL);
  const plotEdges = isRtl ? { x1: MARGIN, x2: width - GUTTER } : { x1: GUTTER, x2: width - MARGIN };
  return (
    <Svg width={width} height={HEIGHT} role="img" aria-label={label} direction="ltr">
      <rect className="du-silence" x={left} y={TOP} width={quietWidth} height={PLOT} rx={4} />
      <line className="du-axis" {...plotEdges} y1={TOP + PLOT + 2} y2={TOP + PLOT + 2} />
      {[0, 6].map((row) => (
        <text
          key={row}
          className="du-tick"
          x={isRtl ? width : 0}
          y={TOP + ROW * (row + 0.5) + 4}
          textAnchor={isRtl ? "end" : "start"}
        >
          {formats.weekday(MONDAY_MS + row * DAY_MS)}
        </text>
      ))}
      {ticks.map((ms) => (
        <line key={ms} className="du-axis" x1={x(ms)} x2={x(ms)} y1={TOP + PLOT + 2} y2={TOP + PLOT + 6} />
      ))}
      {named.map((ms, at) => (
        <text key={ms} className="du-tick" x={x(ms)} y={TOP + PLOT + 19} textAnchor="middle">
          {yearOf(ms) === yearOf(named[at - 1]) ? formats.month(ms) : formats.shortMonthAndYear(ms)}
        </text>
      ))}
      {days
        .filter(({ day }) => Date.parse(day) >= scale.startMs)
        .map(({ day, events }) => (
          <circle
            key={day}
            className="du-dot"
            cx={x(Date.parse(day))}
            cy={TOP + ROW * (weekdayRow(day) + 0.5)}
            r={largest * (0.55 + 0.45 * Math.sqrt(events / busiest))}
          />
        ))}
      {lastActiveMs === undefined ? null : (
        <line className="du-silence-edge" x1={quietFrom} x2={quietFrom} y1={TOP} y2={TOP + PLOT} />
      )}
      {quietWidth >= silence.length * LETTER ? (
        <text className="du-silence-word" x={left + quietWidth / 2} y={TOP + PLOT / 2 + 4} textAnchor="middle">
          {silence}
        </text>
      ) : null}
    </Svg>
  );
}

const yearOf = (ms: number | undefined): number | undefined => (ms === undefined ? ms : new Date(ms).getUTCFullYear());

/** Monday is the first row. */
function weekdayRow(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}
