import type { DormantUserDetail, ReviewRequest } from "@dormant-users/shared-types";
import CheckIcon from "@mui/icons-material/Check";
import CloseIcon from "@mui/icons-material/Close";
import { useState } from "react";
import { Alert } from "../../../components/Alert.tsx";
import { Button } from "../../../components/Button.tsx";
import { RISK_LEVELS } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { useDetailWords } from "../detail-words.tsx";
import { useReview } from "../hooks/use-review.ts";
import { ReviewForm } from "./ReviewForm.tsx";
import { Section } from "./Section.tsx";

/** Whether a person finds the insight right; what they say teaches the confidence. */
export function ReviewSection({ user }: { user: DormantUserDetail }) {
  const { messages } = useInsights();
  const words = useDetailWords().review;
  const { send, sending, error } = useReview(user);
  const [step, setStep] = useState<"shown" | "asked" | "form">("shown");
  const mayReview = useMay("insights:review");
  const insight = user.insight;
  if (!insight || !(mayReview || user.review)) return null;

  function submit(request: ReviewRequest) {
    send(request);
    setStep("shown");
  }
  const asks = mayReview && (step === "asked" || (step === "shown" && user.review === null));
  return (
    <Section title={words.title}>
      {error ? (
        <Alert severity="error" styles={FAILED}>
          {words.failed} {error.status === 403 ? words.forbidden : messages.error.body(error)}
        </Alert>
      ) : null}
      {mayReview && step === "form" ? (
        <ReviewForm
          levels={RISK_LEVELS.filter((level) => level !== insight.risk_level)}
          onCancel={() => setStep("asked")}
          onSend={submit}
        />
      ) : asks ? (
        <div className="du-actions">
          <Button
            size="small"
            variant="outlined"
            startIcon={<CheckIcon />}
            aria-disabled={sending}
            onClick={() => submit({ agrees: true, risk_level: insight.risk_level })}
          >
            {words.yes}
          </Button>
          <Button size="small" variant="outlined" startIcon={<CloseIcon />} onClick={() => setStep("form")}>
            {words.no}
          </Button>
        </div>
      ) : (
        <Given user={user} onChange={mayReview ? () => setStep("asked") : undefined} />
      )}
    </Section>
  );
}

const FAILED = { mb: 1 } as const;

function Given({ user, onChange }: { user: DormantUserDetail; onChange: (() => void) | undefined }) {
  const detail = useDetailWords();
  const { insights } = useInsights().messages;
  const words = detail.review;
  const { review } = user;
  if (!review) return null;
  return (
    <>
      <p role="status">{review.agrees ? words.agreed : words.disagreed(insights.risk[review.risk_level])}</p>
      {review.reason ? (
        <p className="du-muted">
          <bdi>{review.reason}</bdi>
        </p>
      ) : null}
      {onChange ? (
        <Button size="small" onClick={onChange} styles={CHANGE}>
          {words.change}
        </Button>
      ) : null}
    </>
  );
}

const CHANGE = { marginInlineStart: -0.5 } as const;
