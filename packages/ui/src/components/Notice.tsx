import Alert, { type AlertColor } from "@mui/material/Alert";
import type { ReactNode } from "react";
import { Box } from "./Box.tsx";
import { COMPACT } from "./compact.ts";

interface NoticeProps {
  readonly severity: AlertColor;
  readonly title: string;
  /** `note` for a standing condition, which must not interrupt a screen reader; `none` inside what speaks by itself. */
  readonly role: "note" | "none" | "alert";
  readonly action?: ReactNode;
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** What a reader of the page should know first: what it is, and in a sentence what it means. */
export function Notice({ severity, title, role, action, onClose, children }: NoticeProps) {
  return (
    <Alert
      role={role}
      severity={severity}
      variant="outlined"
      {...(action ? { action } : {})}
      {...(onClose ? { onClose } : {})}
      sx={[
        {
          py: 0,
          color: "text.primary",
          bgcolor: "background.paper",
          "& .MuiAlert-message": { flex: 1, minWidth: 0, overflowWrap: "anywhere", textWrap: "pretty" },
          "& .MuiAlert-action": { pt: "3px" },
          "& .du-meaning": { color: "text.secondary" },
        },
        action !== undefined && {
          [COMPACT.small]: {
            flexWrap: "wrap",
            // Beside the icon; what can be done goes below, where the words begin.
            "& .MuiAlert-message": { flexBasis: "calc(100% - 40px)" },
            "& .MuiAlert-action": { flexBasis: "100%", margin: 0, padding: "0 0 8px 29px" },
          },
        },
      ]}
    >
      <strong>{title}</strong> <span className="du-meaning">{children}</span>
    </Alert>
  );
}

/** Notices under one name, one below the other. */
export function NoticeList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box as="section" aria-label={label} styles={LIST}>
      {children}
    </Box>
  );
}

const LIST = { display: "grid", gap: 1 } as const;
