import type { Evidence } from "@dormant-users/shared-types";
import { EvidenceTag } from "../../../insights/EvidenceTag.tsx";
import { useEvidenceLink } from "../hooks/use-evidence-links.ts";

interface CitedEvidenceProps {
  readonly ids: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** The facts a statement rests on: pointing at one lights it up in the table, pressing leads there. */
export function CitedEvidence({ ids, evidence }: CitedEvidenceProps) {
  const { active, point, reveal } = useEvidenceLink();
  return (
    <span className="du-tags">
      {ids.map((id) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: only watches; the button inside is what is pressed.
        <span
          key={id}
          {...(active === id ? { "data-active": "" } : {})}
          onPointerEnter={() => point(id)}
          onPointerLeave={() => point(undefined)}
          onFocus={() => point(id)}
          onBlur={() => point(undefined)}
        >
          <EvidenceTag id={id} text={evidence.find((fact) => fact.id === id)?.text} onOpen={() => reveal(id)} />
        </span>
      ))}
    </span>
  );
}
