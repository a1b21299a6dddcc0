import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { type ReactNode, useId } from "react";

interface PanelProps {
  readonly title: string;
  /** Said beside the title, quietly. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly level: 2 | 3 | 4;
  readonly children: ReactNode;
}

/** One part of a page, with its name. */
export function Panel({ title, note, actions, level, children }: PanelProps) {
  const titleId = useId();
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{
        display: "flex",
        flexDirection: "column",
        minWidth: 0,
        border: 1,
        borderColor: "divider",
        borderRadius: 1.5,
        bgcolor: "background.paper",
        px: 2,
        pt: 1.5,
        pb: 2,
      }}
    >
      <Box sx={{ display: "flex", alignItems: "flex-start", columnGap: 1, minHeight: 36, mb: 1 }}>
        {/* The titles of panels side by side stand on one line, however much stands beside or below each. */}
        <Box
          sx={{
            flex: 1,
            minWidth: 0,
            display: "flex",
            flexWrap: "wrap",
            alignItems: "baseline",
            columnGap: 1,
            pt: 0.75,
          }}
        >
          <Typography id={titleId} component={`h${level}`} sx={{ fontSize: "0.9375rem", fontWeight: 700 }}>
            {title}
          </Typography>
          {note ? <Box sx={{ fontSize: "0.75rem", color: "text.secondary" }}>{note}</Box> : null}
        </Box>
        {actions}
      </Box>
      {children}
    </Box>
  );
}
