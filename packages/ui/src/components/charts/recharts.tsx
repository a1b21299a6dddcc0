// The one door to recharts: loaded late, because it weighs as much as the rest of the page.
import { useTheme } from "@mui/material/styles";
import { Area, AreaChart, Line, Pie, PieChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

export interface Slice {
  readonly name: string;
  readonly value: number;
  readonly color: string;
}

/** A ring of shares. Its numbers are said beside it. */
export function RingDrawing({ slices, size }: { slices: readonly Slice[]; size: number }) {
  const { palette } = useSkin();
  return (
    <PieChart width={size} height={size} accessibilityLayer={false} aria-hidden>
      <Pie
        data={slices.map(({ name, value, color }) => ({ name, value, fill: color }))}
        dataKey="value"
        innerRadius="68%"
        outerRadius="100%"
        startAngle={90}
        endAngle={-270}
        stroke={palette.background.paper}
        strokeWidth={2}
        isAnimationActive={false}
        rootTabIndex={-1}
      />
    </PieChart>
  );
}

export interface TrendPoint {
  readonly label: string;
  readonly total: number;
  /** Null where it was not known. */
  readonly serious: number | null;
}

interface TrendDrawingProps {
  readonly points: readonly TrendPoint[];
  readonly names: { readonly total: string; readonly serious: string };
  readonly colors: { readonly total: string; readonly serious: string };
  readonly format: (value: number) => string;
  /** Read from right to left. */
  readonly mirrored: boolean;
}

/** How many there were, day by day, and how many of them mattered most. */
export function TrendDrawing({ points, names, colors, format, mirrored }: TrendDrawingProps) {
  const { palette, tick, box } = useSkin();
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart
        data={[...points]}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        aria-hidden
      >
        <XAxis
          dataKey="label"
          reversed={mirrored}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: palette.divider }}
          minTickGap={40}
        />
        <YAxis
          orientation={mirrored ? "right" : "left"}
          width={36}
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickCount={4}
          allowDecimals={false}
          tickFormatter={format}
        />
        <Tooltip {...box} formatter={(value) => format(Number(value))} />
        <Area
          dataKey="total"
          name={names.total}
          stroke={colors.total}
          strokeWidth={2}
          fill={colors.total}
          fillOpacity={0.14}
          dot={points.length < 3}
          isAnimationActive={false}
        />
        <Line
          dataKey="serious"
          name={names.serious}
          stroke={colors.serious}
          strokeWidth={2}
          dot={points.length < 3}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** recharts draws in fixed greys: ticks and boxes get the theme's own colours. */
function useSkin() {
  const theme = useTheme();
  const { palette } = theme.vars ?? theme;
  return {
    palette,
    // Where a label is anchored turns with the direction it is written in, and recharts counts from the left.
    tick: { fill: palette.text.secondary, fontSize: 11, direction: "ltr" },
    box: {
      isAnimationActive: false,
      contentStyle: {
        background: palette.background.paper,
        borderColor: palette.divider,
        borderRadius: 8,
        color: palette.text.primary,
        fontSize: 12,
      },
      itemStyle: { color: palette.text.primary, padding: 0 },
      labelStyle: { color: palette.text.secondary },
    },
  } as const;
}
