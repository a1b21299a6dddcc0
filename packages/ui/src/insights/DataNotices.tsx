import type { DataWarning } from "@dormant-users/shared-types";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import { ServerText } from "../components/ServerText.tsx";
import { useInsights } from "../lib/insights-context.tsx";

/** What the server says about the data's limits: said once, calmly, above the rows they concern. */
export function DataNotices({ warnings }: { warnings: readonly DataWarning[] }) {
  const { messages } = useInsights();
  if (warnings.length === 0) return null;
  return (
    <Box component="section" aria-label={messages.warningsLabel} sx={{ display: "grid", gap: 1 }}>
      {warnings.map((warning) => (
        <Alert
          key={`${warning.code} ${warning.source ?? ""}`}
          // A standing condition, not news: it must not interrupt a screen reader.
          role="note"
          severity={warning.code === "snapshot_held" || warning.code === "stale_data" ? "warning" : "info"}
          variant="outlined"
          sx={{
            py: 0,
            color: "text.primary",
            bgcolor: "background.paper",
            "& .MuiAlert-message": { minWidth: 0, overflowWrap: "anywhere" },
          }}
        >
          <strong>{messages.warnings[warning.code]}.</strong>{" "}
          <Box component="span" sx={{ color: "text.secondary" }}>
            {messages.warningDetail(warning) ?? <ServerText>{warning.message}</ServerText>}
          </Box>
        </Alert>
      ))}
    </Box>
  );
}
