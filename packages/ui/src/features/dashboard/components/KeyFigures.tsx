import type { DormancySummary } from "@dormant-users/shared-types";
import { styled } from "@mui/material/styles";
import type { ReactNode } from "react";
import { boneStyles } from "../../../components/bone.ts";
import { COMPACT } from "../../../components/compact.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { isOverBudget } from "../over-budget.ts";
import { QUICK_VIEWS, type QuickView } from "../quick-views.ts";
import type { DashboardView } from "../view.ts";

const Cards = styled("dl")(({ theme }) => {
  const { palette } = theme.vars ?? theme;
  return {
    ...boneStyles(theme),
    margin: 0,
    display: "grid",
    gridTemplateColumns: "repeat(6, minmax(0, 1fr))",
    gap: theme.spacing(1.5),
    "& > div": {
      minWidth: 0,
      minHeight: 113,
      padding: theme.spacing(1.5, 2),
      border: `1px solid ${palette.divider}`,
      borderRadius: 1.5 * Number(theme.shape.borderRadius),
      background: palette.background.paper,
    },
    // A large tenant's figures leave no room beside them for how they changed.
    "@container dormant-users (min-width: 901px) and (max-width: 1240px)": {
      "&[data-large=true] > div": { minHeight: 130 },
    },
    "& dt": { fontSize: "0.8125rem", color: palette.text.secondary },
    "& dd": { margin: 0 },
    "& .du-line": { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: 6 },
    "& .du-figure": {
      fontSize: "1.5rem",
      fontWeight: 700,
      lineHeight: 1.35,
      letterSpacing: "-0.01em",
      fontVariantNumeric: "tabular-nums",
      whiteSpace: "nowrap",
    },
    "& .du-absent": { color: palette.text.secondary, fontWeight: 400 },
    "& .du-note": { fontSize: "0.75rem", lineHeight: 1.4, color: palette.text.secondary, textWrap: "pretty" },
    "& .du-change": { fontSize: "0.75rem", color: palette.text.secondary },
    "& .du-worse": { color: `color-mix(in srgb, ${palette.error.main} 62%, ${palette.text.primary})` },
    "& .du-better": { color: `color-mix(in srgb, ${palette.success.main} 55%, ${palette.text.primary})` },
    "& button": {
      padding: 0,
      border: 0,
      background: "none",
      font: "inherit",
      color: "inherit",
      textAlign: "start",
      cursor: "pointer",
      textDecoration: "underline",
      textDecorationColor: palette.text.secondary,
      textUnderlineOffset: 4,
      "&:hover": { textDecorationColor: "currentColor" },
      "&:focus-visible": { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2, borderRadius: 2 },
    },
    [COMPACT.medium]: {
      gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
      // Wide enough for every note to take one line.
      "@container dormant-users (min-width: 760px)": { "& > div": { minHeight: 96 } },
    },
    [COMPACT.small]: {
      gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
      gap: theme.spacing(1),
      "& > div": { padding: theme.spacing(1, 1.5), minHeight: 101 },
      "& .du-figure": { fontSize: "1.25rem" },
    },
  };
});

interface KeyFiguresProps {
  /** Whether the figures will be long. */
  readonly large: boolean;
  /** Undefined while it is on its way. */
  readonly summary: DormancySummary | undefined;
  readonly onShow: (part: Partial<DashboardView>) => void;
}

/** What changed and what matters, in six numbers. Every place is kept, so that nothing moves when they come. */
export function KeyFigures({ large, summary, onShow }: KeyFiguresProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.figures;
  const show = (view: QuickView, figure: string): ReactNode => (
    <button
      type="button"
      aria-label={words.show(figure, messages.dashboard.quick[view])}
      onClick={() => onShow(QUICK_VIEWS[view])}
    >
      {figure}
    </button>
  );
  const flagged = summary ? summary.counts.dormant + summary.counts.never_active : 0;
  const enabled = summary ? summary.total - summary.counts.disabled : 0;
  const analysed = summary?.last_run !== null;
  const open = analysed ? summary?.critical_high_open : null;
  const gone = summary?.likely_gone;
  const licences = summary?.licences;
  const reviews = summary?.agreement?.reduce((sum, each) => sum + each.reviews, 0) ?? 0;
  const agreed = summary?.agreement?.reduce((sum, each) => sum + each.agreed, 0) ?? 0;
  const spend = summary?.spend;
  return (
    <Cards aria-label={words.label} aria-busy={summary === undefined} data-large={large}>
      <Card
        title={words.dormant}
        loading={!summary}
        figure={formats.number(flagged)}
        change={summary?.change && <Change by={summary.change.dormant} since={summary.change.since} />}
        note={words.dormantNote(flagged, enabled)}
      />
      <Card
        title={words.open}
        loading={!summary}
        figure={open ? show("critical_open", formats.number(open.users)) : undefined}
        change={
          typeof summary?.change?.critical_high_open === "number" ? (
            <Change by={summary.change.critical_high_open} since={summary.change.since} />
          ) : null
        }
        note={open ? words.openNote(open) : words.notAnalysed}
      />
      <Card
        title={words.gone}
        loading={!summary}
        figure={gone ? show("likely_gone", formats.number(gone.users)) : undefined}
        note={gone ? words.goneNote(gone.below) : analysed ? words.noForecast : words.notAnalysed}
      />
      <Card
        title={words.licences}
        loading={!summary}
        figure={
          licences
            ? licences.monthly_usd === null
              ? words.seats(licences.seats)
              : formats.dollars(licences.monthly_usd)
            : undefined
        }
        change={licences && licences.monthly_usd !== null ? words.perMonth : null}
        note={
          licences
            ? words.licencesNote(licences.seats, licences.products.length, licences.monthly_usd === null)
            : words.noLicences
        }
      />
      <Card
        title={words.agreement}
        loading={!summary}
        figure={reviews > 0 ? formats.wholePercent(agreed / reviews) : undefined}
        note={reviews > 0 ? words.agreementNote(reviews) : words.noReviews}
      />
      <Card
        title={words.spend}
        loading={!summary}
        figure={spend ? formats.dollars(spend.cost_usd, true) : undefined}
        change={isOverBudget(spend) ? <span className="du-worse">{words.spent}</span> : null}
        note={spend ? words.spendNote(formats.dollars(spend.budget_usd), spend.model_calls) : words.noSpend}
      />
    </Cards>
  );
}

interface CardProps {
  readonly title: string;
  readonly loading: boolean;
  readonly figure: ReactNode;
  readonly change?: ReactNode;
  readonly note: string;
}

function Card({ title, loading, figure, change, note }: CardProps) {
  const absent = figure === undefined;
  return (
    <div>
      <dt>{title}</dt>
      <dd className="du-line">
        {loading ? (
          <span className="du-figure">
            <span className="du-bone" style={{ width: "3ch" }} />
          </span>
        ) : (
          <>
            <span className={absent ? "du-figure du-absent" : "du-figure"}>{absent ? "—" : figure}</span>
            {change ? <span className="du-change">{change}</span> : null}
          </>
        )}
      </dd>
      <dd className="du-note">{loading ? <span className="du-bone" style={{ width: "80%" }} /> : note}</dd>
    </div>
  );
}

/** More dormant accounts are worse, fewer are better: said by the sign and the words, the colour only repeats it. */
function Change({ by, since }: { by: number; since: string }) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.figures;
  const tone = by > 0 ? "du-worse" : by < 0 ? "du-better" : "";
  return (
    <span className={tone} dir="auto" title={words.since(formats.dateTime(since))}>
      {by === 0 ? words.unchanged : words.change(formats.signed(by), formats.dayMonth(since))}
    </span>
  );
}
