import type { Theme } from "@mui/material/styles";
import { boneStyles } from "../../../components/bone.ts";
import { COMPACT } from "../../../components/compact.ts";

/**
 * All of the table's styles in one class: rows and cells carry plain class names, so a page of a hundred costs one
 * style, not four hundred. In a narrow box rows become cards by CSS alone; roles are written out, because a changed
 * `display` takes the table's meaning away.
 */
export function tableStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  const secondary = { color: palette.text.secondary, fontSize: "0.75rem", lineHeight: 1.45 };
  const clip = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" };
  return {
    tableLayout: "fixed",
    width: "100%",
    "& .col-email": { width: "34%" },
    "& .col-name": { width: "28%" },
    "& .col-days": { width: "14%" },
    "& .col-last": { width: "24%" },
    "& th": {
      textAlign: "start",
      py: 1,
      px: 2,
      bgcolor: `color-mix(in srgb, ${palette.text.primary} 3%, ${palette.background.paper})`,
      borderColor: palette.divider,
      ...secondary,
      fontWeight: 600,
    },
    "& td": {
      borderBottom: `1px solid ${palette.divider}`,
      textAlign: "start",
      px: 2,
      py: 1.25,
      verticalAlign: "top",
      fontSize: "0.875rem",
      lineHeight: 1.45,
    },
    "& tbody tr:last-of-type td": { borderBottom: 0 },
    "& tbody tr:hover td": { bgcolor: palette.action.hover },
    "& .line": { ...clip, display: "block" },
    "& .strong": { fontWeight: 600, color: palette.text.primary },
    "& .muted": secondary,
    "& .absent": { color: palette.text.secondary, fontStyle: "italic" },
    "& .who": { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 0.75, rowGap: 0.25 },
    "& .who > .line": { maxWidth: "100%" },
    // Rows of the view before: quieter, but never below the contrast that reading needs, so no opacity.
    "&.is-outdated :is(.line, .days, .open)": { color: palette.text.secondary },
    "& td.num, & th.num": { textAlign: "end", fontVariantNumeric: "tabular-nums" },
    "& .num .sort": { flexDirection: "row-reverse" },
    "& .days": { fontSize: "0.9375rem", fontWeight: 600 },
    "& .unit": { display: "none" },
    "& .open": {
      ...clip,
      display: "block",
      maxWidth: "100%",
      p: 0,
      border: 0,
      background: "none",
      font: "inherit",
      fontWeight: 500,
      color: palette.primary.main,
      textAlign: "start",
      cursor: "pointer",
      "&:hover": { textDecoration: "underline" },
      "&:focus-visible": { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2, borderRadius: "2px" },
    },
    ...boneStyles(theme),
    [COMPACT.small]: compactStyles(palette),
  };
}

function compactStyles(palette: Theme["palette"] | NonNullable<Theme["vars"]>["palette"]) {
  return {
    "&, & thead, & tbody, & th, & td": { display: "block" },
    "& colgroup": { display: "none" },
    "& thead tr": {
      display: "flex",
      flexWrap: "wrap",
      columnGap: 2,
      px: 2,
      py: 0.5,
      borderBottom: `1px solid ${palette.divider}`,
      bgcolor: `color-mix(in srgb, ${palette.text.primary} 3%, ${palette.background.paper})`,
    },
    "& thead th": { width: "auto !important", p: 0, border: 0, bgcolor: "transparent" },
    "& .num .sort": { flexDirection: "row" },
    "& .sort": { minHeight: 32 },
    "& .sort:not(.active) > .icon": { display: "none" },
    "& tbody tr": {
      display: "grid",
      gridTemplateColumns: "minmax(0, 1fr) auto",
      columnGap: 2,
      px: 2,
      py: 1.5,
      borderBottom: `1px solid ${palette.divider}`,
    },
    "& tbody tr:last-of-type": { borderBottom: 0 },
    "& tbody tr:hover td": { bgcolor: "transparent" },
    "& tbody td": { p: 0, border: 0 },
    "& .cell-email": { gridArea: "1 / 1" },
    "& .cell-email :is(.line, .open)": { whiteSpace: "normal", overflowWrap: "anywhere" },
    "& .cell-days": { gridArea: "1 / 2" },
    "& .cell-name": { gridArea: "2 / 1 / auto / -1" },
    "& .cell-last": { gridArea: "3 / 1 / auto / -1", mt: 0.5 },
    "& .cell-last .line": { display: "inline", whiteSpace: "normal" },
    "& .cell-last .line + .line::before": { content: '" · "' },
    "& .unit": { display: "inline", fontWeight: 400, fontSize: "0.75rem", color: palette.text.secondary },
    "& .wide-only": { display: "none" },
  };
}
