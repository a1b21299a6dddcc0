import type { Theme } from "@mui/material/styles";
import { memo } from "react";
import { useClass } from "../use-class.ts";

export interface DaysBar {
  /** Tells it from the others. */
  readonly label: string;
  readonly users: number;
  /** Share of the bar that a threshold flags, 0 to 1. */
  readonly flagged: number;
}

interface DaysBarsProps {
  readonly bars: readonly DaysBar[];
  /** Read from right to left. */
  readonly mirrored: boolean;
}

/**
 * How many have been quiet for how long; what a threshold flags stands out. Heights go by the square root: few stay visible
 * beside many. Drawn without recharts, because it is drawn anew with each step of the threshold.
 */
export const DaysBars = memo(function DaysBars({ bars, mirrored }: DaysBarsProps) {
  const most = Math.max(1, ...bars.map(({ users }) => users));
  const wide = 100 / bars.length;
  return (
    <svg className={`${useClass(barStyles)} du-bars`} aria-hidden>
      {bars.map(({ label, users, flagged }, at) => {
        const left = wide * (mirrored ? bars.length - 1 - at : at);
        const across = { x: `calc(${left}% + ${GAP_PX}px)`, width: `max(0px, calc(${wide}% - ${2 * GAP_PX}px))` };
        const split = Math.sqrt(Math.round(users * flagged) / most);
        const whole = Math.sqrt(users / most);
        return (
          <g key={label}>
            <rect className="du-flagged" style={{ ...across, ...upright(0, split) }} />
            <rect style={{ ...across, ...upright(split, whole) }} />
          </g>
        );
      })}
    </svg>
  );
});

/** On either side of a bar. */
const GAP_PX = 2;
/** Above the tallest. */
const TOP_PX = 4;

/** Between two shares of the whole height. */
function upright(from: number, to: number) {
  const of = (share: number) => `calc((100% - ${TOP_PX}px) * ${share})`;
  return { y: `calc(100% - (100% - ${TOP_PX}px) * ${to})`, height: of(to - from) };
}

function barStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  return {
    display: "block",
    width: "100%",
    height: "100%",
    fill: `color-mix(in srgb, ${palette.text.primary} 20%, ${palette.background.paper})`,
    "& .du-flagged": { fill: palette.warning.main },
  };
}
