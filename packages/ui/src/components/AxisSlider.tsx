import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { Box } from "./Box.tsx";

interface AxisSliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** The value in words, for who cannot see where the handle stands. */
  readonly valueText: string;
  /** Where the handle stands, 0 to 1 from the start of the line. */
  readonly position: number;
  /** The value at a position. */
  readonly valueAt: (position: number) => number;
  /** While it moves. */
  readonly onMove: (value: number) => void;
  /** Once it rests. */
  readonly onRest: () => void;
}

/** A handle over a drawing whose axis need not be even: the drawing says which value lies where. */
export function AxisSlider(props: AxisSliderProps) {
  const { label, value, min, max, valueText, position, valueAt, onMove, onRest } = props;
  const area = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);

  function moveTo(event: PointerEvent) {
    const box = area.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const fromLeft = (event.clientX - box.left) / box.width;
    const isRightToLeft = area.current !== null && getComputedStyle(area.current).direction === "rtl";
    onMove(clamp(valueAt(isRightToLeft ? 1 - fromLeft : fromLeft)));
  }
  const clamp = (wanted: number) => Math.min(max, Math.max(min, wanted));
  function onKeyDown(event: KeyboardEvent) {
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const sideways = isRightToLeft ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: sideways,
      ArrowLeft: -sideways,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
      Home: min - value,
      End: max - value,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // The page's own keys mean rows.
    event.stopPropagation();
    onMove(clamp(value + step));
  }
  return (
    <Box
      ref={area}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (dragging.current) moveTo(event);
      }}
      onPointerUp={() => {
        if (dragging.current) onRest();
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
        onRest();
      }}
      styles={AREA}
    >
      <Box
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={valueText}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (/^(Arrow|Page|Home|End)/.test(event.key)) onRest();
        }}
        onBlur={onRest}
        style={{ insetInlineStart: `${position * 100}%` }}
        styles={HANDLE}
      />
    </Box>
  );
}

const AREA = { position: "absolute", inset: 0, cursor: "ew-resize", touchAction: "pan-y" } as const;
const HANDLE = {
  position: "absolute",
  insetBlock: -4,
  width: 24,
  marginInlineStart: "-12px",
  outline: "none",
  "&::before": {
    content: '""',
    position: "absolute",
    insetBlock: 0,
    insetInlineStart: 11,
    width: 2,
    bgcolor: "text.primary",
    "@media (forced-colors: active)": { forcedColorAdjust: "none", bgcolor: "CanvasText" },
  },
  "&::after": {
    content: '""',
    position: "absolute",
    insetInlineStart: 4,
    bottom: -4,
    width: 16,
    height: 16,
    borderRadius: "50%",
    bgcolor: "background.paper",
    border: 3,
    borderColor: "text.primary",
  },
  "&:focus-visible::after": {
    outline: 3,
    outlineStyle: "solid",
    outlineColor: "primary.main",
    outlineOffset: 1,
  },
} as const;
