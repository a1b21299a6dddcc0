/** By the key of a fact; the fact's own text is English. */
const FACT_NAMES: Readonly<Record<string, string>> = {
  state: "Zustand",
  days_inactive: "Tage ohne Aktivität",
  silence_is_minimum: "Reichweite der Daten",
  silence_vs_threshold: "Stille gegen die Schwelle",
  activity_basis: "Grundlage der letzten Aktivität",
  typical_gap: "Üblicher Abstand",
  silence_vs_rhythm: "Stille gegen den Rhythmus",
  return_probability: "Wahrscheinlichkeit der Rückkehr",
  trend: "Verlauf vor der Stille",
  account_type: "Kontoart",
  privileged: "Privilegierte Rolle",
  mfa: "Multi-Faktor-Authentisierung",
  department: "Abteilung",
  sensitive_department: "Heikle Abteilung",
  job_class: "Tätigkeit",
  group_classes: "Was Gruppen öffnen",
  group_count: "Anzahl Gruppen",
  licence_count: "Anzahl Lizenzen",
  licence_classes: "Lizenzen",
  account_age: "Alter des Kontos",
  guest_invitation: "Einladung als Gast",
  manager: "Führungskraft",
  stored_object: "Gespeichertes Objekt",
  known_to: "Bekannt bei",
  sources_agree: "Einigkeit der Quellen",
  latest_decision: "Letzte Entscheidung",
  earlier_decisions: "Frühere Entscheidungen",
  peers: "Ähnliche Konten",
};

/** Null for a fact that a newer server knows and this catalogue does not: its English text still says it. */
export function factName(key: string): string | null {
  return FACT_NAMES[key] ?? null;
}
