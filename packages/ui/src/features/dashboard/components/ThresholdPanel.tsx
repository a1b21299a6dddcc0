import type { DormancySummary } from "@dormant-users/shared-types";
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { AxisSlider } from "../../../components/AxisSlider.tsx";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { BARS_FOOT, ChartBone } from "../../../components/charts/ChartBone.tsx";
import { ChartPanel } from "../../../components/charts/ChartPanel.tsx";
import { DaysBars } from "../../../components/charts/DaysBars.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { NumberStepper } from "../../../components/NumberStepper.tsx";
import { INACTIVE_DAYS } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { daysAt, flaggedAt, flaggedShare, positionOf, seriousAt, wouldReturnAt } from "../threshold.ts";

const HEIGHT = 142;
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
export const ThresholdPanel = memo(function ThresholdPanel({
  summary,
  level,
  value,
  isOwn,
  onChange,
}: ThresholdPanelProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.threshold;
  const { shown, move, rest } = useDraft(value, onChange);
  const bins = summary?.histogram ?? NO_BINS;
  const days = shown ?? summary?.inactive_days ?? INACTIVE_DAYS.min;
  // The handle keeps up with the hand; what a threshold comes to follows.
  const settled = useDeferredValue(days);
  const table = useMemo(
    () =>
      summary && {
        caption: words.title,
        head: [words.days, words.users, messages.insights.risk.critical, messages.insights.risk.high],
        rows: summary.histogram.map((bin) => [
          words.bin(bin.from_days, bin.to_days),
          formats.number(bin.users + bin.never_active),
          formats.number(bin.by_risk.critical),
          formats.number(bin.by_risk.high),
        ]),
      },
    [summary, words, messages, formats],
  );
  const bars = useMemo(
    () =>
      bins.map((bin) => ({
        label: String(bin.from_days),
        users: bin.users + bin.never_active,
        flagged: flaggedShare(bin, settled),
      })),
    [bins, settled],
  );
  const ticks = useMemo(() => bins.map((bin) => bin.from_days), [bins]);
  return (
    <ChartPanel
      title={words.title}
      note={words.hint}
      level={level}
      height={HEIGHT}
      actions={
        <Box styles={STEPPER}>
          {summary ? (
            <NumberStepper
              value={shown === undefined ? undefined : settled}
              min={INACTIVE_DAYS.min}
              max={INACTIVE_DAYS.max}
              onCommit={onChange}
              label={messages.threshold.field}
              invalidText={messages.threshold.invalid(INACTIVE_DAYS.min, INACTIVE_DAYS.max)}
              moreLabel={messages.threshold.more}
              fewerLabel={messages.threshold.fewer}
            />
          ) : (
            <span className="du-place" />
          )}
          {messages.threshold.unit}
        </Box>
      }
      table={table}
      chart={
        <Box styles={CHART}>
          {summary ? (
            <>
              <div className="du-drawing">
                <DaysBars bars={bars} mirrored={formats.direction === "rtl"} />
              </div>
              <div className="du-drawing">
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
              </div>
              <Ticks days={ticks} />
            </>
          ) : (
            <ChartBone shape="bars" />
          )}
        </Box>
      }
    >
      <Box styles={OUTCOME}>
        {summary ? <Outcome summary={summary} days={settled} isOwn={isOwn} onChange={onChange} /> : null}
      </Box>
    </ChartPanel>
  );
});

const NO_BINS: DormancySummary["histogram"] = [];
const STEPPER = {
  display: "flex",
  alignItems: "center",
  gap: 1,
  fontSize: "0.8125rem",
  "& > .du-place": { width: 116 },
} as const;
const CHART = {
  position: "relative",
  height: "100%",
  "& > .du-drawing": { position: "absolute", inset: 0, bottom: BARS_FOOT },
  "& > .du-ticks": {
    position: "absolute",
    insetInline: 0,
    bottom: 0,
    height: 18,
    fontSize: "0.6875rem",
    color: "text.secondary",
  },
  "& > .du-ticks > span": { position: "absolute", bottom: 0 },
} as const;
/** As tall as a finger's least target. */
const LINK_PX = 24;
const OUTCOME = {
  mt: 1.5,
  fontSize: "0.8125rem",
  lineHeight: 1.6,
  // Two lines and one, three and one on a phone: neither the links nor the rows below may move with the numbers.
  minHeight: `calc(3.2em + ${LINK_PX}px)`,
  "& > .du-sentence": { display: "block", minHeight: "3.2em" },
  "& > .du-ways": { display: "flex", flexWrap: "wrap", columnGap: 2 },
  [COMPACT.small]: { minHeight: `calc(4.8em + ${LINK_PX}px)`, "& > .du-sentence": { minHeight: "4.8em" } },
} as const;

interface OutcomeProps {
  readonly summary: DormancySummary;
  readonly days: number;
  readonly isOwn: boolean;
  readonly onChange: (days: number | undefined) => void;
}

/** What a threshold comes to, in a sentence, and the ways to another. */
const Outcome = memo(function Outcome({ summary, days, isOwn, onChange }: OutcomeProps) {
  const words = useInsights().messages.dashboard.threshold;
  const suggestion = summary.threshold_suggestion?.suggested_days;
  return (
    <>
      <span className="du-sentence">
        {words.outcome(days, flaggedAt(days, summary), seriousAt(days, summary), wouldReturnAt(days, summary))}
      </span>
      <span className="du-ways">
        {suggestion && suggestion !== days ? (
          <Link onClick={() => onChange(suggestion)}>{words.suggestion(suggestion)}</Link>
        ) : null}
        {isOwn ? <Link onClick={() => onChange(undefined)}>{words.backToDefault}</Link> : null}
      </span>
    </>
  );
});

function Link({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button size="small" onClick={onClick} styles={LINK}>
      {children}
    </Button>
  );
}

const LINK = {
  p: 0,
  minWidth: 0,
  minHeight: LINK_PX,
  lineHeight: 1.6,
  fontWeight: 600,
} as const;

/** Every third edge, so that the numbers keep apart on a phone too. */
const Ticks = memo(function Ticks({ days }: { days: readonly number[] }) {
  const { formats } = useInsights();
  return (
    <div aria-hidden className="du-ticks">
      {days.map((from, at) =>
        at % 3 === 0 ? (
          <span key={from} style={{ insetInlineStart: `${(at / days.length) * 100}%` }}>
            {formats.number(from)}
          </span>
        ) : null,
      )}
    </div>
  );
});

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
