import type { CSSObject } from "@emotion/react";
import type { Theme } from "@mui/material/styles";
import type { ReactNode } from "react";
import { useInsights } from "../lib/insights-context.tsx";
import { IconButton } from "./Button.tsx";
import { hostOverrides } from "./host-overrides.ts";
import { Icon } from "./Icon.tsx";
import { type Styles, useClass, useLook } from "./use-class.ts";

export type Severity = "success" | "info" | "warning" | "error";

export interface AlertProps {
  readonly severity: Severity;
  /** `note` for a standing condition, which must not interrupt a screen reader; `none` inside what speaks by itself. */
  readonly role?: "alert" | "status" | "note" | "none";
  /** A line of its own above the rest. */
  readonly title?: string;
  /** Beside what is said. */
  readonly action?: ReactNode;
  readonly styles?: Styles;
  readonly children: ReactNode;
}

/** MUI's outlined alert, as the theme dresses it, in plain elements. What a host's theme says of `MuiAlert` holds here too. */
export function Alert({ severity, role = "alert", title, action, styles = NOTHING, children }: AlertProps) {
  const dressed = useLook(LOOKS[severity]);
  const own = useClass(styles);
  return (
    <div role={role} className={`${dressed} ${own}`}>
      <span className="du-mark">
        <Icon name={ICONS[severity]} size="1.375rem" />
      </span>
      <div className="du-message">
        {title ? <strong className="du-title">{title}</strong> : null}
        {children}
      </div>
      {action ? <div className="du-action">{action}</div> : null}
    </div>
  );
}

/** For an alert's `action`: it was read. */
export function DismissButton({ onClick }: { readonly onClick: () => void }) {
  const label = useInsights().messages.dismiss;
  return (
    <IconButton size="small" color="inherit" aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" size="1.25rem" />
    </IconButton>
  );
}

const NOTHING = {} as const;
const ICONS = { success: "checkCircle", info: "info", warning: "warning", error: "error" } as const;

/** Our parts by MUI's names of them. */
const PARTS = { icon: "du-mark", message: "du-message", action: "du-action" } as const;

const LOOKS = {
  success: (theme: Theme) => lookOf(theme, "success"),
  info: (theme: Theme) => lookOf(theme, "info"),
  warning: (theme: Theme) => lookOf(theme, "warning"),
  error: (theme: Theme) => lookOf(theme, "error"),
} as const;

function lookOf(theme: Theme, severity: Severity) {
  const { palette, shape } = theme.vars ?? theme;
  const props = { severity, variant: "outlined" };
  return [
    {
      ...theme.typography.body2,
      display: "flex",
      minWidth: 0,
      padding: "6px 16px",
      border: `1px solid ${palette[severity].light}`,
      borderRadius: shape.borderRadius,
      color: palette.text.primary,
      backgroundColor: palette.background.paper,
      "& > .du-mark": { display: "flex", marginInlineEnd: 12, padding: "7px 0", color: palette[severity].main },
      "& > .du-message": { flex: 1, minWidth: 0, padding: "8px 0", overflowWrap: "anywhere", textWrap: "pretty" },
      "& > .du-message > .du-title": { display: "block", marginBottom: 4, fontSize: "0.9375rem", textWrap: "balance" },
      "& > .du-action": {
        display: "flex",
        alignItems: "flex-start",
        paddingTop: 4,
        paddingInlineStart: 16,
        marginInlineStart: "auto",
        marginInlineEnd: -8,
      },
    },
    ...hostOverrides(theme, "MuiAlert", ["root", "outlined"], props),
    ...Object.entries(PARTS).flatMap(([slot, name]) =>
      hostOverrides(theme, "MuiAlert", [slot], props).map((style) => ({ [`& > .${name}`]: style })),
    ),
  ] as CSSObject[];
}
