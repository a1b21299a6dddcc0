import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactElement, ReactNode } from "react";

interface EmptyStateProps {
  readonly icon: ReactElement;
  readonly title: string;
  /** What the emptiness means. */
  readonly children: ReactNode;
  /** What to do next. */
  readonly actions?: ReactNode;
}

/** Nothing to show, and why that is: never a blank rectangle. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <Box sx={{ px: 3, py: { xs: 5, sm: 8 }, display: "grid", justifyItems: "center", gap: 1, textAlign: "center" }}>
      <Box
        aria-hidden
        sx={(theme) => ({
          display: "grid",
          placeItems: "center",
          width: 48,
          height: 48,
          mb: 1,
          borderRadius: "50%",
          color: (theme.vars ?? theme).palette.primary.main,
          background: `color-mix(in srgb, ${(theme.vars ?? theme).palette.primary.main} 12%, transparent)`,
        })}
      >
        {icon}
      </Box>
      <Typography component="p" sx={{ fontSize: "1.0625rem", fontWeight: 600, textWrap: "balance" }}>
        {title}
      </Typography>
      <Box
        sx={{ maxWidth: "52ch", color: "text.secondary", fontSize: "0.875rem", lineHeight: 1.55, textWrap: "balance" }}
      >
        {children}
      </Box>
      {actions ? (
        <Box sx={{ mt: 1.5, display: "flex", flexWrap: "wrap", gap: 1, justifyContent: "center" }}>{actions}</Box>
      ) : null}
    </Box>
  );
}
