// The one door to recharts: loaded late, because it weighs as much as the rest of the page.
import { useTheme } from "@mui/material/styles";
import { startTransition, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Area, AreaChart, Line, Pie, PieChart, Tooltip, XAxis, type XAxisTickContentProps, YAxis } from "recharts";

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

/** Between the last day and the end of the drawing. */
const EDGE_PX = 8;

/** As many as a phone has room for, the last among them. Left to itself recharts lays the page out once for each day's label. */
function namedDays(points: readonly TrendPoint[]): string[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / 3));
  return points.flatMap(({ label }, at) => ((points.length - 1 - at) % step === 0 ? [label] : []));
}

/** How many there were, day by day, and how many of them mattered most. */
export function TrendDrawing({ points, names, colors, format, mirrored }: TrendDrawingProps) {
  const { palette, box } = useSkin();
  const { place, size } = useSize();
  const ink = palette.text.secondary;
  const data = useMemo(() => [...points], [points]);
  // The last day stands at the edge of the drawing: its name ends there.
  const last = mirrored
    ? ({ textAnchor: "start", dx: -EDGE_PX } as const)
    : ({ textAnchor: "end", dx: EDGE_PX } as const);
  const ticks = useMemo(() => namedDays(points), [points]);
  return (
    <div ref={place} style={{ height: "100%" }}>
      {size ? (
        <AreaChart
          {...size}
          data={data}
          margin={{ top: 8, right: mirrored ? 0 : EDGE_PX, bottom: 0, left: mirrored ? EDGE_PX : 0 }}
          accessibilityLayer={false}
          aria-hidden
        >
          <XAxis
            dataKey="label"
            reversed={mirrored}
            tick={(label) => (
              <Label
                {...label}
                {...(label.payload.value === ticks.at(-1) ? last : {})}
                text={String(label.payload.value)}
                ink={ink}
                dy="0.71em"
              />
            )}
            tickLine={false}
            axisLine={{ stroke: palette.divider }}
            ticks={ticks}
            interval={0}
          />
          <YAxis
            orientation={mirrored ? "right" : "left"}
            width={48}
            tick={(label) => <Label {...label} text={format(Number(label.payload.value))} ink={ink} dy="0.355em" />}
            tickLine={false}
            axisLine={false}
            tickCount={4}
            interval={0}
            allowDecimals={false}
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
      ) : null}
    </div>
  );
}

interface LabelProps extends Pick<XAxisTickContentProps, "x" | "y" | "textAnchor"> {
  readonly text: string;
  readonly ink: string;
  readonly dx?: number;
  readonly dy: string;
}

/** A word on an axis. recharts' own measures each of its words in the page, which lays the page out once more. */
function Label({ x, y, textAnchor, text, ink, dx = 0, dy }: LabelProps) {
  return (
    <text
      className="recharts-cartesian-axis-tick-value"
      x={x}
      y={y}
      dx={dx}
      dy={dy}
      textAnchor={textAnchor}
      fill={ink}
      fontSize={11}
      // Where a label is anchored turns with the direction it is written in, and recharts counts from the left.
      direction="ltr"
    >
      {text}
    </text>
  );
}

/** Of the box that a drawing fills, told by the browser's own layout: to ask for it would have the page laid out for the answer. */
function useSize() {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number }>();
  useLayoutEffect(() => {
    // Where there is no layout there is nothing to draw into.
    if (!place.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      startTransition(() => setSize(width > 0 && height > 0 ? { width, height } : undefined));
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return { place, size };
}

/** recharts draws in fixed greys: boxes get the theme's own colours. */
function useSkin() {
  const theme = useTheme();
  const { palette } = theme.vars ?? theme;
  return {
    palette,
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
