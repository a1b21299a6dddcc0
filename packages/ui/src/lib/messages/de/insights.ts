import type { DecisionKind } from "@dormant-users/shared-types";
import type { Formats } from "../../formats.ts";
import type { InsightsMessages } from "../en/insights.ts";
import { createGermanCounts } from "./counts.ts";

export function createGermanInsightsMessages(formats: Formats): InsightsMessages {
  const { number: n, percent } = formats;
  const { accounts } = createGermanCounts(formats);
  const verb: Record<DecisionKind, string> = {
    keep: "behalten",
    notify: "benachrichtigen",
    disable: "deaktivieren",
    snooze: "zurückstellen",
    exempt: "ausnehmen",
    reassign: "zuweisen",
  };
  const done: Record<DecisionKind, string> = {
    keep: "wird behalten",
    notify: "Benachrichtigung beauftragt",
    disable: "Deaktivierung beauftragt",
    snooze: "zurückgestellt",
    exempt: "ausgenommen",
    reassign: "zugewiesen",
  };

  return {
    risk: { critical: "Kritisch", high: "Hoch", medium: "Mittel", low: "Niedrig" },
    notAnalysed: "Nicht analysiert",
    confidence: {
      label: (value) => `Konfidenz ${formats.decimal(value)}`,
      rules: (value) => `Regeln · ${value}`,
      byRules: "von den Regeln geschrieben, ohne Modell",
      insufficient: "Zu wenig Belege",
    },
    evidence: { label: (id) => `Beleg ${id}`, ids: "Belege" },
    tag: { privileged: "Privilegiert", neverActive: "Nie aktiv", stale: "Überholt" },
    staleTitle: "Die Fakten haben sich seither geändert",
    returns: {
      label: (share) => `kehrt zu ${percent(share)} innerhalb von 180 Tagen zurück`,
      unknown: "Noch nicht bekannt",
      usual: ({ low, high }) =>
        low === high
          ? low === 1
            ? "meist täglich"
            : `meist alle ${n(low)}\u00a0Tage`
          : `meist alle ${n(low)}–${n(high)}\u00a0Tage`,
    },
    action: {
      apply_earlier_decision: "Frühere Entscheidung anwenden",
      revoke_privileged_role: "Privilegierte Rolle entziehen",
      disable_now: "Sofort deaktivieren",
      remove_invitation: "Einladung zurückziehen",
      disable_with_grace: "Mit 30 Tagen Frist deaktivieren",
      rotate_credentials: "Zugangsdaten erneuern",
      find_owner: "Zuständige Person finden",
      verify_emergency_access: "Notfallzugang prüfen",
      investigate_data_gap: "Datenlücke schließen",
      review_groups: "Gruppen prüfen",
      enrol_mfa: "MFA bei der nächsten Anmeldung verlangen",
      notify_manager: "Führungskraft fragen",
      notify_user: "Person fragen",
      reclaim_licence: "Lizenzen zurückholen",
      snooze: "Später erneut ansehen",
      keep: "Konto behalten",
    },
    decision: {
      standing: {
        keep: "Behalten",
        notify: "Wird gefragt",
        disable: "Wird deaktiviert",
        snooze: "Zurückgestellt",
        exempt: "Ausgenommen",
        reassign: "Zugewiesen",
      },
      until: (instant) => `bis ${formats.date(instant)}`,
      by: (name, instant) => `entschieden von ${name} am ${formats.date(instant)}`,
      open: "Offen",
      menu: "Entscheiden",
      menuFor: (name) => `Über ${name} entscheiden`,
      kind: {
        keep: "Behalten",
        notify: "Benachrichtigen",
        disable: "Deaktivieren…",
        snooze: "Zurückstellen…",
        exempt: "Ausnehmen…",
        reassign: "Zuweisen…",
      },
      hint: {
        keep: "Das Konto wird noch gebraucht",
        notify: "Erst die Person oder die Führungskraft fragen",
        disable: "An das Identitätssystem übergeben",
        snooze: "An einem Tag erneut ansehen",
        exempt: "Nicht mehr beurteilen, mit Begründung",
        reassign: "Jemand anderen entscheiden lassen",
      },
      dialogTitle: (kind, count, name) => `${count === 1 && name ? name : accounts(count)} ${verb[kind]}`,
      confirm: {
        keep: "Behalten",
        notify: "Benachrichtigen",
        disable: "Deaktivieren",
        snooze: "Zurückstellen",
        exempt: "Ausnehmen",
        reassign: "Zuweisen",
      },
      consequence: (kind, count) => {
        const one = formats.plural(count) === "one";
        const account = one ? "Das Konto" : "Die Konten";
        const become = one ? "wird" : "werden";
        const stay = `${account} ${one ? "bleibt" : "bleiben"} auf der Liste`;
        return {
          keep: `${stay}, als behalten markiert.`,
          notify: "Der Auftrag geht an das System, das Nachrichten verschickt.",
          disable: "Der Auftrag geht an Ihre Identitätssysteme. Bis sie ihn ausgeführt haben, ist er widerrufbar.",
          snooze: `${account} ${one ? "verlässt" : "verlassen"} die Liste bis zu diesem Tag und ${become} dann neu beurteilt.`,
          exempt: `${account} ${become} bis zum Ende der Ausnahme nicht mehr beurteilt.`,
          reassign: `${stay}, mit dem Namen der Person, die entscheiden soll.`,
        }[kind];
      },
      reason: "Begründung",
      reasonOptional: "Begründung (freiwillig)",
      reasonHint: "Andere lesen sie, und sie steht im Prüfprotokoll.",
      reasonTooShort: "Mindestens 3 Zeichen schreiben",
      untilDay: "Bis",
      untilRequired: "Einen Tag nach heute wählen",
      untilOptional: "Bis (freiwillig)",
      inDays: (days) => `${n(days)} Tage`,
      assignee: "Wer entscheidet",
      assigneeHint: "Ein Name oder eine E-Mail-Adresse",
      assigneeRequired: "Angeben, wer entscheiden soll",
      cancel: "Abbrechen",
      undo: "Rückgängig",
      undoing: "Wird zurückgenommen…",
      done: (kind, count, name) => `${count === 1 && name ? name : accounts(count)}: ${done[kind]}.`,
      conflicts: (count) =>
        `Über ${accounts(count)} hat inzwischen jemand anderes entschieden; deren Entscheidung bleibt.`,
      missing: (count) => `${accounts(count)} gibt es hier nicht mehr.`,
      undone: (count) => `Für ${accounts(count)} zurückgenommen.`,
      notUndone: (count) => `${accounts(count)}: nicht zurückgenommen, die Entscheidung ist nicht mehr bekannt.`,
      failed: "Es wurde nichts entschieden.",
      undoFailed: "Das ließ sich nicht zurücknehmen.",
      forbidden: "Ihrem Konto fehlt die Berechtigung decisions:write.",
    },
  };
}
