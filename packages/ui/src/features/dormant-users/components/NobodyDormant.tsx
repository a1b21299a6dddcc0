import type { DormantUsersPage } from "@dormant-users/shared-types";
import HowToRegOutlinedIcon from "@mui/icons-material/HowToRegOutlined";
import InboxOutlinedIcon from "@mui/icons-material/InboxOutlined";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { countEnabled } from "./StateFigures.tsx";

interface NobodyDormantProps {
  readonly page: DormantUsersPage;
  readonly onThreshold: (days: number) => void;
}

/** An empty list has two very different meanings: all is well, or nothing is known. */
export function NobodyDormant({ page, onThreshold }: NobodyDormantProps) {
  const words = useInsights().messages.empty;
  if (page.data_as_of === null) {
    return (
      <EmptyState icon={<InboxOutlinedIcon />} title={words.noDataTitle}>
        {words.noDataBody}
      </EmptyState>
    );
  }
  const shorter = [90, 60, 30, 14, 7].find((days) => days < page.inactive_days);
  return (
    <EmptyState
      icon={<HowToRegOutlinedIcon />}
      title={words.title(page.inactive_days)}
      actions={
        shorter ? (
          <Button variant="outlined" size="small" onClick={() => onThreshold(shorter)}>
            {words.tryShorter(shorter)}
          </Button>
        ) : null
      }
    >
      <p style={{ margin: 0 }}>{words.body(countEnabled(page.counts), page.inactive_days)}</p>
      {page.counts.unknown > 0 ? <p style={{ margin: "8px 0 0" }}>{words.unknown(page.counts.unknown)}</p> : null}
    </EmptyState>
  );
}
