import type { SortOrder } from "@dormant-users/shared-types";
import type { ComponentProps } from "react";
import { Icon } from "./Icon.tsx";
import { type Styles, useClass } from "./use-class.ts";

interface SortLabelProps extends Omit<ComponentProps<"button">, "className"> {
  /** The list is sorted by this column. */
  readonly active: boolean;
  /** The order it is in or, of another column, the one that a press brings. */
  readonly order: SortOrder;
}

/** A column's head, pressed to sort by it. Its arrow shows the order, where it is sorted by or a hand is on it. */
export function SortLabel({ active, order, children, ...props }: SortLabelProps) {
  return (
    <button type="button" {...props} className={`${useClass(SORT)} du-sort du-${order} ${active ? "du-active" : ""}`}>
      {children}
      <Icon name="arrowDown" size="18px" />
    </button>
  );
}

const SORT = {
  display: "inline-flex",
  flexDirection: "inherit",
  alignItems: "center",
  columnGap: "4px",
  minHeight: 24,
  p: 0,
  border: 0,
  background: "none",
  font: "inherit",
  letterSpacing: "inherit",
  textAlign: "start",
  color: "inherit",
  cursor: "pointer",
  "&:disabled": { cursor: "default" },
  "&.du-active": { color: "text.primary" },
  "& > .du-icon": { flex: "none", opacity: 0 },
  "&.du-asc > .du-icon": { transform: "rotate(180deg)" },
  "&:not(.du-active, :disabled):is(:hover, :focus-visible) > .du-icon": { opacity: 0.5 },
  "&.du-active > .du-icon": { opacity: 1, color: "text.secondary" },
  "&:focus-visible": { outline: "2px solid", outlineColor: "primary.main", outlineOffset: 2, borderRadius: "2px" },
} as const satisfies Styles;
