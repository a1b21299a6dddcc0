import type { DataWarning } from "@dormant-users/shared-types";
import { Notice, NoticeList } from "../components/Notice.tsx";
import { ServerText } from "../components/ServerText.tsx";
import { useInsights } from "../lib/insights-context.tsx";

/** What the server says about the data's limits: said once, calmly, above the rows they concern. */
export function DataNotices({ warnings }: { warnings: readonly DataWarning[] }) {
  const { messages } = useInsights();
  if (warnings.length === 0) return null;
  return (
    <NoticeList label={messages.warningsLabel}>
      {warnings.map((warning) => (
        <Notice
          key={`${warning.code} ${warning.source ?? ""}`}
          role="note"
          severity={warning.code === "snapshot_held" || warning.code === "stale_data" ? "warning" : "info"}
          title={`${messages.warnings[warning.code]}.`}
        >
          {warning.detail ? <ServerText>{`${warning.detail} `}</ServerText> : null}
          {messages.warningDetail(warning) ?? <ServerText>{warning.message}</ServerText>}
        </Notice>
      ))}
    </NoticeList>
  );
}
