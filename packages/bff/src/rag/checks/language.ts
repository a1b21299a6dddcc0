import { FACT_WORDS } from "../evidence/fact-values.ts";

/** Frequent words of English, besides those of the facts themselves. */
const ENGLISH = new Set(
  "the of and to is was with for not that this are be by from has have it its been which or at as an were will when they their than then there while would should could who what where whether does did until since because without within more less after before between through during account accounts days day role holds held quiet enrolled reported known likelihood return returned risk high low critical medium ask find review disable disabled withdraw remove require rotate verify check keep close apply revoke reclaim user users owner group groups licence licences manager sign never no active activity last seen usual rhythm similar open kept decision likely unlikely possible".split(
    " ",
  ),
);
/** Frequent words of other languages in Latin letters that English does not use. */
const OTHERS = new Set(
  "der das und ist nicht mit ein eine einer eines dem den des sich auf für von zu im wird wurde seit kein keine konto tage inaktiv le la les une est dans pour sur avec sans depuis compte jours pas qui que el los las una es por con sin desde cuenta días dias su del al il gli di che è per conto giorni non nel della o os um uma é não conta em het een van voor niet dagen rekening är och för inte kontot dagar jest nie od dni oraz på ikke er og".split(
    " ",
  ),
);
/** Under this share of Latin letters a text is not English whatever its words. */
const MIN_LATIN_SHARE = 0.9;
/** Fewer words than this carry too little to weigh. */
const MIN_WORDS = 4;

/**
 * A simple detector, enough to refuse an answer in another language: nine letters in ten are Latin, and at least one
 * word in eight is a frequent English one and outnumbers those of other languages.
 */
export function isEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length === 0 || latin.length < letters.length * MIN_LATIN_SHARE) return false;
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = found.filter((word) => (ENGLISH.has(word) || FACT_WORDS.has(word)) && !OTHERS.has(word)).length;
  const other = found.filter((word) => OTHERS.has(word)).length;
  if (found.length < MIN_WORDS) return other === 0;
  return english > other && english * 8 >= found.length;
}
