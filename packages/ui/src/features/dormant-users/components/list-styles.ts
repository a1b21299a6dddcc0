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
    "& .du-col-email": { width: "34%" },
    "& .du-col-name": { width: "28%" },
    "& .du-col-days": { width: "14%" },
    "& .du-col-last": { width: "24%" },
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
    "& .du-line": { ...clip, display: "block" },
    "& .du-strong": { fontWeight: 600, color: palette.text.primary },
    "& .du-muted": secondary,
    "& .du-absent": { color: palette.text.secondary, fontStyle: "italic" },
    "& .du-who": { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 0.75, rowGap: 0.25 },
    "& .du-who > .du-line": { maxWidth: "100%" },
    // Rows of the view before: quieter, but never below the contrast that reading needs, so no opacity.
    "&.du-outdated :is(.du-line, .du-days, .du-open)": { color: palette.text.secondary },
    "& td.du-num, & th.du-num": { textAlign: "end", fontVariantNumeric: "tabular-nums" },
    "& .du-num .du-sort": { flexDirection: "row-reverse" },
    "& .du-days": { fontSize: "0.9375rem", fontWeight: 600 },
    "& .du-unit": { display: "none" },
    "& .du-open": {
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
    "& .du-num .du-sort": { flexDirection: "row" },
    "& .du-sort": { minHeight: 32 },
    "& .du-sort:not(.du-active) > .du-icon": { display: "none" },
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
    "& .du-cell-email": { gridArea: "1 / 1" },
    "& .du-cell-email :is(.du-line, .du-open)": { whiteSpace: "normal", overflowWrap: "anywhere" },
    "& .du-cell-days": { gridArea: "1 / 2" },
    "& .du-cell-name": { gridArea: "2 / 1 / auto / -1" },
    "& .du-cell-last": { gridArea: "3 / 1 / auto / -1", mt: 0.5 },
    "& .du-cell-last .du-line": { display: "inline", whiteSpace: "normal" },
    "& .du-cell-last .du-line + .du-line::before": { content: '" · "' },
    "& .du-unit": { display: "inline", fontWeight: 400, fontSize: "0.75rem", color: palette.text.secondary },
    "& .du-wide-only": { display: "none" },
  };
}
