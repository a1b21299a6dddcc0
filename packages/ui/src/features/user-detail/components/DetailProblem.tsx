import PersonOffOutlinedIcon from "@mui/icons-material/PersonOffOutlined";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { ErrorPanel } from "../../../components/ErrorPanel.tsx";
import type { ApiError } from "../../../lib/api-error.ts";
import { useDetailWords } from "../detail-words.tsx";

interface DetailProblemProps {
  readonly error: ApiError;
  /** What was read before is still shown below. */
  readonly hasContent: boolean;
  readonly onRetry: () => void;
}

/** Why there is nothing, or nothing newer, to show. */
export function DetailProblem({ error, hasContent, onRetry }: DetailProblemProps) {
  const words = useDetailWords().error;
  if (error.status === 404 && !hasContent) {
    return (
      <EmptyState icon={<PersonOffOutlinedIcon />} title={words.goneTitle}>
        {words.goneBody}
      </EmptyState>
    );
  }
  return (
    <div className="du-problem">
      <ErrorPanel
        error={error}
        onRetry={onRetry}
        title={words.title}
        {...(hasContent ? { note: words.staleContent } : {})}
      />
    </div>
  );
}
