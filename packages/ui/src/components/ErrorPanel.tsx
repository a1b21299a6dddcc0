import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import CircularProgress from "@mui/material/CircularProgress";
import { useState } from "react";
import type { ApiError } from "../lib/api-error.ts";
import { useInsights } from "../lib/insights-context.tsx";

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
    <Alert
      severity={severity}
      variant="outlined"
      sx={{
        alignItems: "flex-start",
        "& .MuiAlert-message": { flex: 1, minWidth: 0, overflowWrap: "anywhere" },
        color: "text.primary",
        bgcolor: "background.paper",
      }}
    >
      <AlertTitle sx={{ fontWeight: 600, fontSize: "0.9375rem" }}>{words.title(error, title)}</AlertTitle>
      {note ? <Box sx={{ mb: 0.5 }}>{note}</Box> : null}
      <Box sx={{ color: "text.secondary", maxWidth: "70ch" }}>{words.body(error)}</Box>
      <Box sx={{ mt: 1.5, display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1, rowGap: 1 }}>
        <Button
          size="small"
          // Trying again is what helps, except where somebody else has to act first.
          variant={error.status === 403 ? "outlined" : "contained"}
          disableElevation
          onClick={onRetry}
          disabled={retrying}
          startIcon={retrying ? <CircularProgress size={14} color="inherit" aria-hidden /> : undefined}
        >
          {retrying ? words.retrying : words.retry}
        </Button>
        {error.requestId ? <RequestId error={error} requestId={error.requestId} /> : null}
      </Box>
    </Alert>
  );
}

function RequestId({ error, requestId }: { error: ApiError; requestId: string }) {
  const words = useInsights().messages.error;
  const [copied, setCopied] = useState(false);
  const details = [error.status, error.code, requestId].filter(Boolean).join(" ");
  // Absent on pages served without TLS; the id is selectable there.
  const clipboard = globalThis.navigator?.clipboard;
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 1.5,
        color: "text.secondary",
        minWidth: 0,
      }}
    >
      <Box component="span" sx={{ fontSize: "0.75rem" }}>
        {words.requestId}{" "}
        <Box component="code" sx={{ userSelect: "all", fontSize: "0.75rem" }}>
          {requestId}
        </Box>
      </Box>
      {clipboard ? (
        <Button
          size="small"
          color="inherit"
          // Its words, not its box, begin where those above it begin.
          sx={{ fontSize: "0.75rem", py: 0.25, marginInlineStart: "-5px" }}
          onClick={() => void clipboard.writeText(details).then(() => setCopied(true))}
        >
          <span aria-live="polite">{copied ? words.copied : words.copy}</span>
        </Button>
      ) : null}
    </Box>
  );
}
