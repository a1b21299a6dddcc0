import type { DormancySummary } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useTheme } from "@mui/material/styles";
import { useEffect, useRef, useState } from "react";
import { AxisSlider } from "../../../components/AxisSlider.tsx";
import { ChartBone } from "../../../components/charts/ChartBone.tsx";
import { ChartPanel } from "../../../components/charts/ChartPanel.tsx";
import { DaysDrawing } from "../../../components/charts/drawings.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { NumberStepper } from "../../../components/NumberStepper.tsx";
import { INACTIVE_DAYS } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { daysAt, flaggedAt, flaggedShare, positionOf, seriousAt, wouldReturnAt } from "../threshold.ts";

const HEIGHT = 142;
/** Of it, below the bars: their days. */
const AXIS = 22;
/** After the last key or drag: holding an arrow must not ask the server at every step. */
const RESTS_MS = 350;

interface ThresholdPanelProps {
  readonly summary: DormancySummary | undefined;
  readonly level: 2 | 3 | 4;
  /** The threshold in force; undefined while it is not known. */
  readonly value: number | undefined;
  /** Whether it differs from the tenant's own. */
  readonly isOwn: boolean;
  /** Undefined: back to the tenant's own. */
  readonly onChange: (days: number | undefined) => void;
}

/** How long is too long, and at once whom that would flag and how many of them would come back by themselves. */
export function ThresholdPanel({ summary, level, value, isOwn, onChange }: ThresholdPanelProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.threshold;
  const theme = useTheme();
  const { palette } = theme.vars ?? theme;
  const { shown, move, rest } = useDraft(value, onChange);
  const bins = summary?.histogram ?? [];
  const days = shown ?? summary?.inactive_days ?? INACTIVE_DAYS.min;
  const label = (from: number, to: number | null) => words.bin(from, to);
  const suggestion = summary?.threshold_suggestion?.suggested_days;
  return (
    <ChartPanel
      title={words.title}
      note={words.hint}
      level={level}
      height={HEIGHT}
      actions={
        <Box sx={{ display: "flex", alignItems: "center", gap: 1, fontSize: "0.8125rem" }}>
          <NumberStepper
            value={shown}
            min={INACTIVE_DAYS.min}
            max={INACTIVE_DAYS.max}
            disabled={!summary}
            onCommit={onChange}
            label={messages.threshold.field}
            invalidText={messages.threshold.invalid(INACTIVE_DAYS.min, INACTIVE_DAYS.max)}
            moreLabel={messages.threshold.more}
            fewerLabel={messages.threshold.fewer}
          />
          {messages.threshold.unit}
        </Box>
      }
      table={
        summary
          ? {
              caption: words.title,
              head: [words.days, words.users, messages.insights.risk.critical, messages.insights.risk.high],
              rows: bins.map((bin) => [
                label(bin.from_days, bin.to_days),
                formats.number(bin.users + bin.never_active),
                formats.number(bin.by_risk.critical),
                formats.number(bin.by_risk.high),
              ]),
            }
          : undefined
      }
      chart={
        <Box sx={{ position: "relative", height: "100%" }}>
          {summary ? (
            <>
              <Box sx={{ position: "absolute", inset: 0, bottom: AXIS }}>
                <DaysDrawing
                  bars={bins.map((bin) => ({
                    label: label(bin.from_days, bin.to_days),
                    users: bin.users + bin.never_active,
                    flagged: flaggedShare(bin, days),
                  }))}
                  colors={{
                    flagged: palette.warning.main,
                    rest: `color-mix(in srgb, ${palette.text.primary} 20%, ${palette.background.paper})`,
                  }}
                  names={{ flagged: words.flagged, rest: words.notFlagged }}
                  format={formats.number}
                  mirrored={formats.direction === "rtl"}
                />
              </Box>
              <Box sx={{ position: "absolute", inset: 0, bottom: AXIS }}>
                <AxisSlider
                  label={words.slider}
                  value={days}
                  min={INACTIVE_DAYS.min}
                  max={Math.min(INACTIVE_DAYS.max, bins.at(-1)?.from_days ?? INACTIVE_DAYS.max)}
                  valueText={words.valueText(days, flaggedAt(days, summary).users)}
                  position={positionOf(days, bins)}
                  valueAt={(position) => daysAt(position, bins)}
                  onMove={move}
                  onRest={rest}
                />
              </Box>
              <Ticks days={bins.map((bin) => bin.from_days)} />
            </>
          ) : (
            <ChartBone shape="bars" />
          )}
        </Box>
      }
    >
      <Box
        sx={{
          mt: 1.5,
          // Two lines, three on a phone: what a threshold comes to must not move the rows below.
          minHeight: "3.2em",
          [COMPACT.small]: { minHeight: "4.8em" },
          fontSize: "0.8125rem",
          lineHeight: 1.6,
        }}
      >
        {summary ? (
          <>
            <span>
              {words.outcome(days, flaggedAt(days, summary), seriousAt(days, summary), wouldReturnAt(days, summary))}
            </span>
            {suggestion && suggestion !== days ? (
              <>
                {" "}
                <Link onClick={() => onChange(suggestion)}>{words.suggestion(suggestion)}</Link>
              </>
            ) : null}
            {isOwn ? (
              <>
                {" "}
                <Link onClick={() => onChange(undefined)}>{words.backToDefault}</Link>
              </>
            ) : null}
          </>
        ) : null}
      </Box>
    </ChartPanel>
  );
}

function Link({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button
      size="small"
      onClick={onClick}
      // As tall as a line and not more: it stands in the sentence.
      sx={{ p: 0, minWidth: 0, minHeight: 24, my: -0.25, lineHeight: 1.6, fontWeight: 600, verticalAlign: "baseline" }}
    >
      {children}
    </Button>
  );
}

/** Every third edge, so that the numbers keep apart on a phone too. */
function Ticks({ days }: { days: readonly number[] }) {
  const { formats } = useInsights();
  return (
    <Box
      aria-hidden
      sx={{
        position: "absolute",
        insetInline: 0,
        bottom: 0,
        height: 18,
        fontSize: "0.6875rem",
        color: "text.secondary",
      }}
    >
      {days.map((from, at) =>
        at % 3 === 0 ? (
          <Box
            component="span"
            key={from}
            sx={{ position: "absolute", bottom: 0 }}
            style={{ insetInlineStart: `${(at / days.length) * 100}%` }}
          >
            {formats.number(from)}
          </Box>
        ) : null,
      )}
    </Box>
  );
}

/** The value while it is being moved; told to the owner once it rests. */
function useDraft(value: number | undefined, onChange: (days: number) => void) {
  const [draft, setDraft] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ draft, value, onChange });
  useEffect(() => {
    latest.current = { draft, value, onChange };
  });
  // The owner's answer ends the draft; until then the handle stays where it was let go.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setDraft(undefined);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    shown: draft ?? value,
    move(days: number) {
      clearTimeout(timer.current);
      setDraft(days);
    },
    rest() {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const now = latest.current;
        if (now.draft === undefined) return;
        if (now.draft === now.value) setDraft(undefined);
        else now.onChange(now.draft);
      }, RESTS_MS);
    },
  };
}
