import type { Evidence, Insight } from "@dormant-users/shared-types";
import { ServerText } from "../../../components/ServerText.tsx";
import { EvidenceTag } from "../../../insights/EvidenceTag.tsx";
import { EVIDENCE_KINDS } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { useEvidenceLink } from "../hooks/use-evidence-links.ts";
import { Section } from "./Section.tsx";

/** Every fact that could be cited: what, from where, seen when. The other end of each evidence tag. */
export function EvidenceTable({ insight }: { insight: Insight }) {
  const words = useDetailWords().evidence;
  const groups = EVIDENCE_KINDS.map((kind) => ({
    kind,
    facts: insight.evidence.filter((fact) => fact.kind === kind),
  })).filter(({ facts }) => facts.length > 0);
  return (
    <Section title={words.title}>
      <table aria-label={words.title} className="du-evidence">
        <thead>
          <tr>
            <th scope="col">{words.id}</th>
            <th scope="col">{words.fact}</th>
            <th scope="col">{words.source}</th>
          </tr>
        </thead>
        {groups.map(({ kind, facts }) => (
          <tbody key={kind}>
            <tr className="du-group">
              <th scope="rowgroup" colSpan={3}>
                {words.kind[kind]}
              </th>
            </tr>
            {facts.map((fact) => (
              <FactRow key={fact.id} fact={fact} />
            ))}
          </tbody>
        ))}
      </table>
    </Section>
  );
}

function FactRow({ fact }: { fact: Evidence }) {
  const { formats } = useInsights();
  const words = useDetailWords().evidence;
  const { active, point, register } = useEvidenceLink();
  const name = words.name(fact.key);
  return (
    <tr
      className="du-fact"
      // Takes the focus when a tag leads here, and is no stop of its own.
      tabIndex={-1}
      ref={(element) => {
        register(fact.id, element);
        return () => register(fact.id, null);
      }}
      {...(active === fact.id ? { "data-active": "" } : {})}
      onPointerEnter={() => point(fact.id)}
      onPointerLeave={() => point(undefined)}
    >
      <td>
        <EvidenceTag id={fact.id} />
      </td>
      <td>
        {name ? <span className="du-muted">{name}: </span> : null}
        <ServerText>{fact.text}</ServerText>
      </td>
      <td className="du-muted du-when">
        {words.from[fact.source]}
        {fact.observed_at ? (
          <>
            {", "}
            <time dateTime={fact.observed_at} title={formats.dateTime(fact.observed_at)}>
              {formats.date(fact.observed_at)}
            </time>
          </>
        ) : null}
      </td>
    </tr>
  );
}
