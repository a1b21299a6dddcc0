import { type ReactNode, useId } from "react";
import { Box } from "./Box.tsx";

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
  const Title = `h${level}` as const;
  return (
    <Box as="section" aria-labelledby={titleId} styles={PANEL}>
      <div className="du-head">
        <div className="du-words">
          <Title id={titleId} className="du-title">
            {title}
          </Title>
          {note ? <div className="du-note">{note}</div> : null}
        </div>
        {actions}
      </div>
      {children}
    </Box>
  );
}

const PANEL = {
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
  // The titles of panels side by side stand on one line, however much stands beside or below each.
  "& > .du-head": { display: "flex", alignItems: "flex-start", columnGap: 1, minHeight: 36, mb: 1 },
  "& > .du-head > .du-words": {
    flex: 1,
    minWidth: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    columnGap: 1,
    pt: 0.75,
  },
  "& > .du-head .du-title": { typography: "body1", m: 0, fontSize: "0.9375rem", fontWeight: 700 },
  "& > .du-head .du-note": { fontSize: "0.75rem", color: "text.secondary" },
} as const;
