import type { DataWarning } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import { Notice } from "../components/Notice.tsx";
import { ServerText } from "../components/ServerText.tsx";
import { type Insights, useInsights } from "../lib/insights-context.tsx";

/** What the server says about the data's limits: said once, calmly, above the rows they concern. */
export function DataNotices({ warnings }: { warnings: readonly DataWarning[] }) {
  const insights = useInsights();
  const { messages } = insights;
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
          <ServerText>{readable(warning, insights)}</ServerText>
        </Notice>
      ))}
    </Box>
  );
}

const INSTANT = /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** The server's sentence with its source and its instants as the rest of the page writes them. */
function readable({ message, source }: DataWarning, { messages, formats }: Insights): string {
  const named =
    source && message.startsWith(`${source} `) ? messages.source(source) + message.slice(source.length) : message;
  return named.replace(INSTANT, (instant) => formats.dateTime(instant));
}
