import CircularProgress from "@mui/material/CircularProgress";
import { useState } from "react";
import type { ApiError } from "../lib/api-error.ts";
import { useInsights } from "../lib/insights-context.tsx";
import { Alert } from "./Alert.tsx";
import { Button } from "./Button.tsx";

interface ErrorPanelProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
  readonly retrying?: boolean;
  /** What could not be done, where that is not loading the list. */
  readonly title?: string;
  /** A sentence before the reason, such as what is still shown. */
  readonly note?: string;
}

/** What went wrong, in the server's own words, what to do, and the id that finds it in the logs. */
export function ErrorPanel({ error, onRetry, retrying = false, title, note }: ErrorPanelProps) {
  const words = useInsights().messages.error;
  const severity = error.status === 403 || error.kind === "signed_out" ? "warning" : "error";
  return (
    <Alert severity={severity} title={words.title(error, title)} styles={PANEL}>
      {note ? <div className="du-note">{note}</div> : null}
      <div className="du-reason">{words.body(error)}</div>
      <div className="du-acts">
        <Button
          size="small"
          // Trying again is what helps, except where somebody else has to act first.
          variant={error.status === 403 ? "outlined" : "contained"}
          onClick={onRetry}
          disabled={retrying}
          startIcon={retrying ? <CircularProgress size={14} color="inherit" aria-hidden /> : undefined}
        >
          {retrying ? words.retrying : words.retry}
        </Button>
        {error.requestId ? <RequestId error={error} requestId={error.requestId} /> : null}
      </div>
    </Alert>
  );
}

const PANEL = {
  "& .du-note": { mb: 0.5 },
  "& .du-reason": { color: "text.secondary", maxWidth: "70ch" },
  "& .du-acts": { mt: 1.5, display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1, rowGap: 1 },
  "& .du-request": {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: 1.5,
    color: "text.secondary",
    minWidth: 0,
  },
  "& .du-request > span": { fontSize: "0.75rem" },
  "& code": { userSelect: "all", fontSize: "0.75rem" },
} as const;

function RequestId({ error, requestId }: { error: ApiError; requestId: string }) {
  const words = useInsights().messages.error;
  const [copied, setCopied] = useState(false);
  const details = [error.status, error.code, requestId].filter(Boolean).join(" ");
  // Absent on pages served without TLS; the id is selectable there.
  const clipboard = globalThis.navigator?.clipboard;
  return (
    <div className="du-request">
      <span>
        {words.requestId} <code>{requestId}</code>
      </span>
      {clipboard ? (
        <Button
          size="small"
          styles={COPY}
          onClick={() => void clipboard.writeText(details).then(() => setCopied(true))}
        >
          <span aria-live="polite">{copied ? words.copied : words.copy}</span>
        </Button>
      ) : null}
    </div>
  );
}

// Its words, not its box, begin where those above it begin.
const COPY = { fontSize: "0.75rem", py: 0.25, marginInlineStart: "-5px" } as const;
