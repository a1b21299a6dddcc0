import type { Insight } from "@dormant-users/shared-types";
import Popover from "@mui/material/Popover";
import { useId, useState } from "react";
import { Button } from "../../../components/Button.tsx";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { Confidence } from "../../../insights/Confidence.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { ConfidenceTerms } from "./ConfidenceTerms.tsx";

/** The confidence, and on pressing the terms it is the sum of. */
export function ConfidenceExplained({ insight }: { insight: Insight }) {
  const { formats, lang } = useInsights();
  const words = useDetailWords().confidence;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const titleId = useId();
  return (
    <>
      <Button
        size="small"
        color="inherit"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        styles={TERM}
      >
        <Confidence
          value={insight.confidence}
          source={insight.source}
          insufficientEvidence={insight.insufficient_evidence}
        />
        <span style={visuallyHidden}>{words.explain}</span>
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
        transformOrigin={{ vertical: "top", horizontal: "center" }}
        dir={formats.direction}
        lang={lang}
        slotProps={{
          paper: {
            role: "dialog",
            "aria-labelledby": titleId,
            sx: { maxWidth: "min(380px, calc(100% - 32px))", p: 2, borderRadius: 1.5 },
          },
        }}
      >
        <ConfidenceTerms insight={insight} titleId={titleId} />
        <Button size="small" autoFocus onClick={() => setAnchor(null)} styles={CLOSE}>
          {words.close}
        </Button>
      </Popover>
    </>
  );
}

const TERM = {
  fontWeight: 400,
  minHeight: 28,
  px: 0.75,
  color: "text.secondary",
  textDecoration: "underline dotted",
  textUnderlineOffset: 3,
} as const;

const CLOSE = { mt: 1 } as const;
