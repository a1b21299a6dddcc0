import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";

export interface EvidenceLinks {
  /** The fact pointed at, from either side. */
  readonly active: string | undefined;
  point(id: string | undefined): void;
  /** Brings a fact into view and moves the focus to it. */
  reveal(id: string): void;
  /** Called by each row with its element, and with null when it goes. */
  register(id: string, element: HTMLElement | null): void;
}

/** Ties statements to the facts they rest on: pointing at either lights up both. */
export function useEvidenceLinks(): EvidenceLinks {
  const [active, setActive] = useState<string>();
  const rows = useRef(new Map<string, HTMLElement>());
  const register = useCallback((id: string, element: HTMLElement | null) => {
    if (element) rows.current.set(id, element);
    else rows.current.delete(id);
  }, []);
  const reveal = useCallback((id: string) => {
    const row = rows.current.get(id);
    if (!row) return;
    const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    row.scrollIntoView?.({ block: "center", behavior: still ? "auto" : "smooth" });
    row.focus({ preventScroll: true });
    setActive(id);
  }, []);
  return useMemo(() => ({ active, point: setActive, reveal, register }), [active, reveal, register]);
}

const NOWHERE: EvidenceLinks = { active: undefined, point() {}, reveal() {}, register() {} };

/** Without a provider statements show their evidence ids and lead nowhere. */
export const EvidenceLinksContext = createContext<EvidenceLinks>(NOWHERE);

export function useEvidenceLink(): EvidenceLinks {
  return useContext(EvidenceLinksContext);
}
