import type { DataWarning } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import { Notice } from "../components/Notice.tsx";
import { ServerText } from "../components/ServerText.tsx";
import { useInsights } from "../lib/insights-context.tsx";

/** What the server says about the data's limits: said once, calmly, above the rows they concern. */
export function DataNotices({ warnings }: { warnings: readonly DataWarning[] }) {
  const { messages } = useInsights();
  if (warnings.length === 0) return null;
  return (
    <Box component="section" aria-label={messages.warningsLabel} sx={{ display: "grid", gap: 1 }}>
      {warnings.map((warning) => (
        <Notice
          key={`${warning.code} ${warning.source ?? ""}`}
          role="note"
          severity={warning.code === "snapshot_held" || warning.code === "stale_data" ? "warning" : "info"}
          title={`${messages.warnings[warning.code]}.`}
        >
          {messages.warningDetail(warning) ?? <ServerText>{warning.message}</ServerText>}
        </Notice>
      ))}
    </Box>
  );
}
