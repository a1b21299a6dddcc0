import type { DormantUser } from "@dormant-users/shared-types";
import { Fragment, useState } from "react";
import { ServerText } from "../../../components/ServerText.tsx";
import { nameOfSubject } from "../../../insights/decisions/use-decisions.ts";
import { EvidenceTag } from "../../../insights/EvidenceTag.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";

/** Characters that fill about two lines of the column. */
const SHORT = 130;

/** Why, with what it rests on, and the first two things to do. */
export function RowReasons({ user }: { user: DormantUser }) {
  const { messages } = useInsights();
  const words = messages.dashboard.list;
  const [whole, setWhole] = useState(false);
  const { summary } = user;
  if (!summary) return <span className="du-muted">{words.notAnalysed}</span>;
  const isLong = summary.length > SHORT;
  return (
    <>
      <span className="du-why">
        <ServerText>{isLong && !whole ? shorten(summary) : summary}</ServerText>{" "}
        {user.summary_evidence_ids.map((id) => (
          <Fragment key={id}>
            <EvidenceTag id={id} />{" "}
          </Fragment>
        ))}
        {isLong ? (
          <button
            type="button"
            className="du-link"
            aria-expanded={whole}
            aria-label={whole ? words.lessOf(nameOfSubject(user)) : words.moreOf(nameOfSubject(user))}
            onClick={() => setWhole(!whole)}
          >
            {whole ? words.less : words.more}
          </button>
        ) : null}
      </span>
      {user.top_recommendations && user.top_recommendations.length > 0 ? (
        <span className="du-chips">
          {user.top_recommendations.map(({ action, title }, at) => (
            <span className="du-chip" key={action}>
              <b>{at + 1}</b> {messages.insights.action[action] ?? title}
            </span>
          ))}
        </span>
      ) : null}
    </>
  );
}

/** The first words of a text, cut between two of them. */
function shorten(text: string): string {
  const cut = text.slice(0, SHORT);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > SHORT / 2 ? end : SHORT).replace(/[\s,;:.]+$/, "")}…`;
}
