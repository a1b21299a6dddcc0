import type { Theme } from "@mui/material/styles";
import { boneStyles } from "../../../components/bone.ts";
import { COMPACT } from "../../../components/compact.ts";
import { riskHue } from "../../../insights/risk-paint.ts";
import { RISK_LEVELS } from "../../../lib/contract/vocabulary.data.ts";

const COLUMNS = "var(--du-tick, 40px) minmax(196px, 2.6fr) 108px 142px 104px minmax(232px, 4fr) 124px";
/** Below the columns' least widths with their gaps the reasons move to a line of their own. */
const NARROW = "@container dormant-users (max-width: 1078px)";

/** A window with room for bars that stay: not a phone on its side, nor a page magnified fourfold. */
export const ROOMY = "@media (min-height: 521px)";
export const PAGER_PX = 47;

/** All of the list's styles in one class: rows carry plain class names, so a page of 200 costs one style. */
export function listStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  const quiet = { color: palette.text.secondary, fontSize: "0.75rem", lineHeight: 1.45 };
  return {
    ...boneStyles(theme),
    display: "block",
    minWidth: 0,
    // Nobody to choose: the column keeps its place among the others, and nothing else.
    "&[data-look-only=true]": { "--du-tick": "0px", "& .du-cell-select": { visibility: "hidden" } },
    "& thead, & tbody": { display: "block" },
    "& .du-row": {
      display: "grid",
      gridTemplateColumns: COLUMNS,
      columnGap: 1.5,
      alignItems: "start",
      boxSizing: "border-box",
      width: "100%",
      px: 1.5,
      py: 1.25,
      borderBottom: `1px solid ${palette.divider}`,
      borderInlineStart: "4px solid transparent",
      fontSize: "0.875rem",
      lineHeight: 1.45,
      // A host's bar above, ours below.
      scrollMarginBlock: "80px 140px",
    },
    // Its height is reckoned, so rows that come and go need not have the page around them laid out anew.
    "& .du-rows": { position: "relative", contain: "size layout" },
    "& .du-rows > .du-row": { position: "absolute", insetInline: 0, top: 0 },
    ...Object.fromEntries(
      RISK_LEVELS.map((level) => [`& .du-row.du-${level}`, { borderInlineStartColor: riskHue(theme, level) }]),
    ),
    "& .du-head": {
      alignItems: "center",
      py: 0.5,
      ...quiet,
      fontWeight: 600,
      bgcolor: `color-mix(in srgb, ${palette.text.primary} 3%, ${palette.background.paper})`,
    },
    "& .du-rows > .du-row:hover": { bgcolor: palette.action.hover },
    "& .du-row.du-selected": { bgcolor: `color-mix(in srgb, ${palette.primary.main} 8%, ${palette.background.paper})` },
    "& .du-row:focus-visible": { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
    "& .du-cell": { display: "block", minWidth: 0, p: 0, textAlign: "start", fontWeight: "inherit" },
    "& .du-cell-select": { display: "grid", placeItems: "center", alignSelf: "stretch", alignItems: "start" },
    "& input[type=checkbox]": {
      width: 18,
      height: 18,
      margin: "2px 0 0",
      accentColor: palette.primary.main,
      cursor: "pointer",
    },
    // An engine's own box is grey on grey in a dark page, and glaring where the host does not tell the engine that it is dark.
    "@media (forced-colors: none)": { "& input[type=checkbox]": boxStyles(palette) },
    // The target is larger than the box that is drawn (24 px at least).
    "& .du-tick": { display: "grid", placeItems: "center", width: 32, minHeight: 28, cursor: "pointer" },
    "& .du-who": { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 0.75, rowGap: 0.25, mb: 0.25 },
    "& .du-name": { minWidth: 0, fontWeight: 600, overflowWrap: "anywhere" },
    "& .du-line": { display: "block", overflowWrap: "anywhere" },
    "& .du-muted": quiet,
    "& .du-absent": { color: palette.text.secondary, fontStyle: "italic", fontWeight: 400 },
    "& .du-days": { fontSize: "0.9375rem", fontWeight: 600, fontVariantNumeric: "tabular-nums" },
    "& .du-when": { textWrap: "balance" },
    "& .du-cell.du-stack": { display: "grid", justifyItems: "start", gap: 0.5 },
    "& .du-why": { textWrap: "pretty", overflowWrap: "anywhere" },
    "& .du-chips": { display: "flex", flexWrap: "wrap", gap: 0.5, mt: 0.75 },
    "& .du-chip": {
      display: "inline-flex",
      alignItems: "baseline",
      gap: 0.5,
      px: 1,
      borderRadius: 10,
      border: `1px solid ${palette.divider}`,
      fontSize: "0.75rem",
      lineHeight: "20px",
    },
    "& .du-chip b": { color: palette.text.secondary, fontWeight: 600 },
    "& .du-link": {
      p: 0,
      border: 0,
      background: "none",
      font: "inherit",
      fontWeight: 500,
      color: `color-mix(in srgb, ${palette.primary.main} 80%, ${palette.text.primary})`,
      cursor: "pointer",
      minHeight: 24,
      textAlign: "start",
      "&:hover": { textDecoration: "underline" },
      "&:focus-visible": { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1, borderRadius: "2px" },
    },
    "& .du-act": {
      width: "100%",
      minHeight: 32,
      px: 1,
      borderRadius: 1,
      border: `1px solid ${palette.divider}`,
      background: palette.background.paper,
      font: "inherit",
      fontSize: "0.8125rem",
      fontWeight: 600,
      color: palette.text.primary,
      cursor: "pointer",
      "&:hover": { borderColor: palette.text.secondary },
      // Within: the button above or below it touches it.
      "&:focus-visible": { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
    },
    "& .du-act.du-quiet": {
      px: 0,
      borderColor: "transparent",
      background: "transparent",
      fontWeight: 500,
      overflowWrap: "anywhere",
    },
    "& span.du-decided": { ...quiet, fontWeight: 600, textAlign: "center" },
    "& .du-act.du-decided": { color: `color-mix(in srgb, ${palette.success.main} 50%, ${palette.text.primary})` },
    "& .du-act .du-muted": { whiteSpace: "nowrap" },
    "& .du-act .du-more": { fontSize: "0.625rem", marginInlineStart: "4px" },
    // Rows of the view before: quieter, but never below the contrast that reading needs, so no opacity.
    "&[data-dimmed=true] :is(.du-name, .du-days, .du-why)": { color: palette.text.secondary },
    [NARROW]: mediumStyles(),
    [COMPACT.small]: smallStyles(palette.divider, palette.text.secondary),
    "@media (forced-colors: active)": { "& .du-row": { borderInlineStartColor: "CanvasText" } },
  };
}

function boxStyles({ primary, text }: Pick<Theme["palette"], "primary" | "text">) {
  return {
    appearance: "none",
    display: "grid",
    placeContent: "center",
    boxSizing: "border-box",
    border: `2px solid ${text.secondary}`,
    borderRadius: "4px",
    "&:disabled": { opacity: 0.5 },
    "&:focus-visible": { outline: `2px solid ${primary.main}`, outlineOffset: 1 },
    "&:is(:checked, :indeterminate)": { background: primary.main, borderColor: primary.main },
    "&:is(:checked, :indeterminate)::after": {
      content: '""',
      width: 10,
      height: 10,
      background: primary.contrastText,
      clipPath: "polygon(0 53%, 14% 39%, 38% 63%, 86% 12%, 100% 26%, 38% 91%)",
    },
    "&:indeterminate::after": { clipPath: "inset(4px 0)" },
  };
}

/** Half a page: the reasons go under the facts. */
function mediumStyles() {
  return {
    "& .du-row": {
      gridTemplateColumns: "var(--du-tick, 32px) minmax(132px, 1.9fr) 100px minmax(88px, 1fr) 104px 120px",
      rowGap: 0.5,
    },
    "& .du-cell-why": { gridArea: "2 / 2 / auto / -2" },
    "& .du-cell-act": { gridColumn: "-2 / -1", gridRow: "1 / span 2" },
    "& .du-head .du-cell-why": { display: "none" },
  };
}

/** A phone: each user is a card. */
function smallStyles(divider: string, muted: string) {
  return {
    "& .du-row": {
      gridTemplateColumns: "var(--du-tick, 36px) minmax(0, 1fr) auto",
      rowGap: 0.75,
      columnGap: 1,
      py: 1.5,
    },
    "& .du-head": { display: "flex", overflowX: "auto", columnGap: 1.5, py: 0.75, whiteSpace: "nowrap" },
    // The heads of no columns: over cards they say by what to sort.
    "& .du-head .du-cell-user::before": { content: 'attr(data-label) " " / ""' },
    "& .du-head .du-cell-act": { display: "none" },
    "& .du-head .du-sort:not(.du-active) > .du-icon": { display: "none" },
    "& .du-head .du-cell-select": { alignItems: "center" },
    "& .du-cell-user": { gridArea: "1 / 2 / auto / -2" },
    "& .du-cell.du-cell-risk": { gridArea: "1 / 3", justifyItems: "end", textAlign: "end" },
    "& .du-cell-days": {
      gridArea: "2 / 2 / auto / -1",
      display: "flex",
      flexWrap: "wrap",
      alignItems: "baseline",
      columnGap: 0.5,
    },
    "& .du-rows .du-when::before": { content: '"· "' },
    "& .du-cell-return": { gridArea: "3 / 2 / auto / -1", display: "flex", alignItems: "baseline", columnGap: 1 },
    // No column's head says it here.
    "& .du-rows .du-cell-return::before": { content: "attr(data-label)", color: muted, fontSize: "0.75rem" },
    "& .du-cell-why": { gridArea: "4 / 2 / auto / -1" },
    "& .du-cell-act": { gridArea: "5 / 2 / auto / -1", display: "flex", gap: 1, pt: 0.5 },
    "& .du-head > .du-cell": { flex: "none" },
    "& .du-head > .du-cell-why": { display: "none" },
    "& .du-act": { minHeight: 40 },
    "& .du-act.du-quiet": { borderColor: divider },
  };
}
