import type { ReactNode } from "react";
import { Alert, type AlertProps, DismissButton } from "./Alert.tsx";
import { Box } from "./Box.tsx";
import { COMPACT } from "./compact.ts";

interface NoticeProps extends Pick<AlertProps, "severity" | "action" | "children"> {
  readonly role: NonNullable<AlertProps["role"]>;
  readonly title: string;
  readonly onClose?: () => void;
}

/** What a reader of the page should know first: what it is, and in a sentence what it means. */
export function Notice({ severity, title, role, action, onClose, children }: NoticeProps) {
  return (
    <Alert
      role={role}
      severity={severity}
      action={onClose ? <DismissButton onClick={onClose} /> : action}
      styles={action ? WITH_ACTION : NOTICE}
    >
      <strong>{title}</strong> <span className="du-meaning">{children}</span>
    </Alert>
  );
}

const NOTICE = { py: 0, "& .du-meaning": { color: "text.secondary" }, "& > .du-action": { pt: "3px" } } as const;
const WITH_ACTION = {
  ...NOTICE,
  [COMPACT.small]: {
    flexWrap: "wrap",
    // Beside the icon; what can be done goes below, where the words begin.
    "& > .du-message": { flexBasis: "calc(100% - 40px)" },
    "& > .du-action": { flexBasis: "100%", m: 0, pt: 0, pb: 1, paddingInlineStart: "29px" },
  },
} as const;

/** Notices under one name, one below the other. */
export function NoticeList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box as="section" aria-label={label} styles={LIST}>
      {children}
    </Box>
  );
}

const LIST = { display: "grid", gap: 1 } as const;
