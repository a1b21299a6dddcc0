import type { DataWarning } from "@dormant-users/shared-types";
import { Box } from "../components/Box.tsx";
import { Notice } from "../components/Notice.tsx";
import { ServerText } from "../components/ServerText.tsx";
import { useInsights } from "../lib/insights-context.tsx";

/** What the server says about the data's limits: said once, calmly, above the rows they concern. */
export function DataNotices({ warnings }: { warnings: readonly DataWarning[] }) {
  const { messages } = useInsights();
  if (warnings.length === 0) return null;
  return (
    <Box as="section" aria-label={messages.warningsLabel} styles={NOTICES}>
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

const NOTICES = { display: "grid", gap: 1 } as const;
