import type { DormantUsersPage, StateCounts } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import { styled, type Theme } from "@mui/material/styles";
import { boneStyles } from "../../../components/bone.ts";
import { COMPACT } from "../../../components/compact.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

type Paint = "dormant" | "never" | "active" | "aside" | "disabled";

function paintOf(theme: Theme): Record<Paint, string> {
  const { palette } = theme.vars ?? theme;
  return {
    dormant: palette.warning.main,
    never: `color-mix(in srgb, ${palette.warning.main} 55%, ${palette.error.main})`,
    active: palette.success.main,
    aside: `color-mix(in srgb, ${palette.text.primary} 38%, ${palette.background.paper})`,
    disabled: `color-mix(in srgb, ${palette.text.primary} 16%, ${palette.background.paper})`,
  };
}

const Panel = styled("dl")(({ theme }) => ({
  ...boneStyles(theme),
  margin: 0,
  display: "grid",
  gridTemplateColumns: "repeat(6, minmax(0, 1fr))",
  rowGap: theme.spacing(1.5),
  paddingBlock: theme.spacing(1.75),
  "& > div": { minWidth: 0, paddingInline: theme.spacing(2) },
  "& > div + div": { borderInlineStart: `1px solid ${(theme.vars ?? theme).palette.divider}` },
  "& dt": {
    display: "flex",
    alignItems: "center",
    gap: 6,
    fontSize: "0.75rem",
    color: (theme.vars ?? theme).palette.text.secondary,
  },
  "& dd": { margin: 0 },
  "& .du-figure": {
    fontSize: "1.5rem",
    fontWeight: 700,
    lineHeight: 1.35,
    letterSpacing: "-0.01em",
    fontVariantNumeric: "tabular-nums",
  },
  "& .du-note": { fontSize: "0.75rem", lineHeight: 1.4, color: (theme.vars ?? theme).palette.text.secondary },
  [COMPACT.medium]: {
    gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
    "& > div:nth-of-type(3n + 1)": { borderInlineStart: 0 },
  },
  [COMPACT.small]: {
    // A whole line for what is flagged and its two kinds, another for everybody else; the notes give way to the rows.
    gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
    rowGap: theme.spacing(1),
    paddingBlock: theme.spacing(1.25),
    "& > div": { paddingInline: theme.spacing(1.5) },
    "& .du-figure": { fontSize: "1.25rem" },
    "& .du-note": { display: "none" },
  },
}));

const Key = styled("span", { shouldForwardProp: (name) => name !== "paint" })<{ paint: Paint }>(({ theme, paint }) => ({
  flex: "none",
  width: 8,
  height: 8,
  borderRadius: 2,
  background: paintOf(theme)[paint],
}));

const Bar = styled("div")(({ theme }) => {
  const paint = paintOf(theme);
  return {
    display: "flex",
    gap: 2,
    height: 6,
    "& > span": { minWidth: 3, transition: "flex-grow 240ms ease" },
    ...Object.fromEntries(Object.entries(paint).map(([name, color]) => [`& > .${name}`, { background: color }])),
    "@media (prefers-reduced-motion: reduce)": { "& > span": { transition: "none" } },
  };
});

/** How the tenant's accounts divide: the flagged ones against everybody else. */
export function StateFigures({ page }: { page: DormantUsersPage | undefined }) {
  const { messages, formats } = useInsights();
  const words = messages.figures;
  const counts = page?.counts;
  const flagged = counts ? counts.dormant + counts.never_active : 0;
  const enabled = counts ? countEnabled(counts) : 0;
  const aside = counts ? counts.unknown + counts.exempt + counts.snoozed : 0;
  const figures: { label: string; paint?: Paint; value: number | undefined; note: string }[] = [
    { label: words.flagged, value: counts && flagged, note: words.flaggedNote(flagged, enabled) },
    { label: words.dormant, paint: "dormant", value: counts?.dormant, note: words.dormantNote(page?.cutoff ?? null) },
    {
      label: words.neverActive,
      paint: "never",
      value: counts?.never_active,
      note: words.neverActiveNote(page?.inactive_days ?? 0),
    },
    { label: words.active, paint: "active", value: counts?.active, note: words.activeNote },
    { label: words.notJudged, paint: "aside", value: counts && aside, note: counts ? words.notJudgedNote(counts) : "" },
    { label: words.disabled, paint: "disabled", value: counts?.disabled, note: words.disabledNote },
  ];
  return (
    <Box
      component="section"
      aria-label={words.label}
      sx={{ border: 1, borderColor: "divider", borderRadius: 1.5, overflow: "hidden", bgcolor: "background.paper" }}
    >
      <ShareBar parts={figures.slice(1)} />
      <Panel>
        {figures.map(({ label, paint, value, note }) => (
          <div key={label}>
            <dt>
              {paint ? <Key paint={paint} aria-hidden /> : null}
              {label}
            </dt>
            <dd className="du-figure">
              {value === undefined ? <span className="du-bone" style={{ width: "3ch" }} /> : formats.number(value)}
            </dd>
            <dd className="du-note">
              {value === undefined ? <span className="du-bone" style={{ width: "80%" }} /> : note}
            </dd>
          </div>
        ))}
      </Panel>
    </Box>
  );
}

function ShareBar({ parts }: { parts: readonly { label: string; paint?: Paint; value: number | undefined }[] }) {
  const present = parts.filter((part) => (part.value ?? 0) > 0);
  // The figures below say the same in words; a second reading would only repeat them.
  return (
    <Bar aria-hidden>
      {present.map(({ label, paint, value }) => (
        <span key={label} className={paint} style={{ flexGrow: value, flexBasis: 0 }} />
      ))}
    </Bar>
  );
}

/** Accounts that can sign in. */
export function countEnabled(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.disabled;
}
