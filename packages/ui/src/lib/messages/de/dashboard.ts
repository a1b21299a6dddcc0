import type { Formats } from "../../formats.ts";
import type { DashboardMessages } from "../en/dashboard.ts";
import { createGermanCounts } from "./counts.ts";

export function createGermanDashboardMessages(formats: Formats): DashboardMessages {
  const { number: n, percent } = formats;
  const { accounts, days, daysDative, users } = createGermanCounts(formats);
  const plural = (count: number, one: string, many: string) => (formats.plural(count) === "one" ? one : many);

  return {
    header: {
      sources: (count, fresh) =>
        `${n(count)}\u00a0${fresh ? "aktuelle\u00a0" : ""}${plural(count, "Quelle", "Quellen")}${fresh ? "" : ", nicht alle aktuell"}`,
      lastRun: (when, changed, cost) => `Analyse ${when}: ${n(changed)}\u00a0geändert, ${cost}`,
      neverRun: "noch nicht analysiert",
      run: "Analyse erneuern",
      running: "Wird analysiert…",
    },
    run: {
      inProgress: "Analyse läuft",
      starting: "Konten werden gezählt…",
      progress: (done, total, changed, cost) => `${n(done)} von ${n(total)} Konten · ${n(changed)} geändert · ${cost}`,
      cancel: "Abbrechen",
      cancelling: "Wird angehalten…",
      ended: {
        succeeded: "Analyse beendet.",
        partial: "Analyse nur teilweise beendet.",
        failed: "Analyse gescheitert.",
        cancelled: "Analyse angehalten.",
      },
      outcome: ({ analysed, unchanged, failed }) =>
        `${[
          `${n(analysed)} geändert`,
          `${n(unchanged)} unverändert`,
          ...(failed > 0 ? [`${accounts(failed)} nicht analysierbar`] : []),
        ].join(", ")}.`,
      again: "Erneut starten",
      failedTitle: "Die Analyse ließ sich nicht starten.",
      forbiddenTitle: "Sie können keine Analyse starten.",
      forbidden:
        "Ihrem Konto fehlt die Berechtigung insights:refresh. Die Anzeige bleibt trotzdem auf dem neuesten Stand.",
    },
    export: {
      button: "Export",
      busy: "Wird exportiert…",
      format: { csv: "CSV, für eine Tabelle", jsonl: "JSON-Zeilen, für ein Programm" },
      rows: (count) => `${users(count)}, alle Seiten, wie gefiltert`,
      failed: "Der Export ist gescheitert.",
    },
    figures: {
      label: "Kennzahlen",
      show: (figure, view) => `${figure}: „${view}“ zeigen`,
      dormant: "Jetzt ruhend",
      dormantNote: (flagged, enabled) =>
        enabled === 0
          ? "keine aktivierten Konten"
          : `${percent(flagged / enabled)} von ${n(enabled)} aktivierten Konten`,
      open: "Kritisch & hoch, offen",
      openNote: ({ privileged, without_mfa }) =>
        [
          `${n(privileged)}\u00a0privilegiert`,
          ...(without_mfa === null ? [] : [`${n(without_mfa)}\u00a0ohne\u00a0MFA`]),
        ].join(", "),
      notAnalysed: "bekannt nach der ersten Analyse",
      gone: "Kommt kaum wieder",
      goneNote: (below) => `unter ${percent(below)} Rückkehr in 180 Tagen`,
      noForecast: "zu wenig Historie dafür",
      licences: "Lizenzen zurückholen",
      perMonth: "im Monat",
      seats: (count) => `${n(count)} ${plural(count, "Platz", "Plätze")}`,
      licencesNote: (seats, products, unpriced) =>
        unpriced
          ? `in ${n(products)} ${plural(products, "Produkt", "Produkten")}; ohne Preise`
          : `${n(seats)} ${plural(seats, "Platz", "Plätze")} in ${n(products)} ${plural(products, "Produkt", "Produkten")}`,
      noLicences: "keine Quelle nennt Lizenzen",
      agreement: "Zustimmung",
      agreementNote: (reviews) =>
        `von ${n(reviews)} geprüften ${plural(reviews, "Einschätzung", "Einschätzungen")}, 90 Tage`,
      noReviews: "in 90 Tagen nichts geprüft",
      spend: "Modellkosten im Monat",
      spendNote: (budget, calls) => `von ${budget} Budget, ${n(calls)} ${plural(calls, "Aufruf", "Aufrufe")}`,
      spent: "aufgebraucht",
      noSpend: "keine Kosten erfasst",
      change: (by, since) => `${by} seit ${since}`,
      unchanged: "unverändert",
      since: (instant) => `Verglichen mit ${instant}`,
    },
    charts: "Diagramme und Schwelle",
    threshold: {
      title: "Tage inaktiv",
      hint: "Linie ziehen und sehen, wen sie träfe",
      slider: "Schwelle",
      days: "Tage inaktiv",
      users: "Konten",
      bin: (from, to) => (to === null ? `${n(from)} oder mehr` : `${n(from)}–${n(to - 1)}`),
      valueText: (value, flagged) => `${days(value)}, betrifft ${accounts(flagged)}`,
      outcome: (value, flagged, serious, wouldReturn) => {
        const about = flagged.exact ? "" : "etwa ";
        const levels = [
          ...(serious.critical > 0 ? [`${n(serious.critical)} kritisch`] : []),
          ...(serious.high > 0 ? [`${n(serious.high)} hoch`] : []),
        ];
        const risk = levels.length > 0 ? `, etwa ${levels.join(" und ")}` : "";
        const back = wouldReturn === undefined ? "" : ` Etwa ${n(wouldReturn)} davon kämen von selbst zurück.`;
        return `Ab ${daysDative(value)}: ${about}${accounts(flagged.users)}${risk}.${back}`;
      },
      suggestion: (value) => `Vorschlag: ${days(value)}`,
      backToDefault: "Zurück zur Vorgabe Ihrer Organisation",
    },
    risk: {
      title: "Nach Risiko",
      level: "Risiko",
      users: "Konten",
      open: "Nicht entschieden",
      analysed: "analysiert",
      none: "Noch ist nichts analysiert.",
      show: (level, count) => `Die ${n(count)} mit Risiko „${level}“ zeigen`,
    },
    trend: {
      title: "Verlauf",
      note: (count) => (count > 1 ? "letzte 90 Tage der Daten" : ""),
      day: "Tag",
      total: "ruhend",
      serious: "kritisch und hoch",
      tooShort: "Der Verlauf beginnt mit dem zweiten Tag der Daten.",
      fromHistory: (until) => (until ? `vor dem ${until}: aus der Historie errechnet` : "aus der Historie errechnet"),
    },
    quickLabel: "Schnellansichten",
    quick: {
      all: "Alle",
      critical_open: "Kritisch & offen",
      never_active: "Nie aktiv",
      likely_gone: "Kommt kaum wieder",
    },
    filters: {
      label: "Filter",
      search: "Name, E-Mail oder Kennung",
      clearSearch: "Suche leeren",
      all: "alle",
      any: "alle",
      usual: "üblich",
      risk: "Risiko",
      confidence: "Konfidenz",
      atLeast: (value) => `ab ${value}`,
      accountType: "Art",
      type: {
        human: "Mensch",
        guest: "Gast",
        service: "Dienst",
        break_glass: "Notfallzugang",
        shared: "Gemeinsam",
        unknown: "Art unbekannt",
        all: "Jede Art, auch ausgenommene",
      },
      department: "Abteilung",
      otherDepartment: "Andere Abteilung",
      state: "Zustand",
      stateName: {
        disabled: "Deaktiviert",
        exempt: "Ausgenommen",
        snoozed: "Zurückgestellt",
        unknown: "Unbekannt",
        never_active: "Nie aktiv",
        dormant: "Ruhend",
        active: "Aktiv",
      },
      lastState: "Ein Zustand bleibt immer gewählt",
      decision: "Entscheidung",
      decisionName: {
        open: "Nicht entschieden",
        decided: "Entschieden",
        keep: "Behalten",
        notify: "Wird gefragt",
        disable: "Wird deaktiviert",
        snooze: "Zurückgestellt",
        exempt: "Durch Entscheidung ausgenommen",
        reassign: "Zugewiesen",
      },
      remove: (label) => `Filter ${label} entfernen`,
      clearAll: "Alle entfernen",
    },
    list: {
      label: "Ruhende Konten",
      sortBy: "Sortieren nach",
      user: "Person",
      risk: "Risiko",
      daysInactive: "Tage inaktiv",
      willReturn: "Rückkehr",
      why: "Warum, und was zu tun ist",
      actions: "Einzelheiten und Entscheidung",
      select: (name) => `${name} auswählen`,
      selectPage: "Alle auf dieser Seite auswählen",
      details: "Einzelheiten",
      openUser: (name) => `Einzelheiten zu ${name}`,
      unknownDays: "—",
      daysUnit: (count) => plural(count, "Tag", "Tage"),
      notAnalysed: "Noch nicht analysiert.",
      past: "Nicht mehr ruhend: frühere Schlüsse stehen in den Details.",
      more: "mehr",
      less: "weniger",
      moreOf: (name) => `Mehr dazu, warum ${name} hier steht`,
      lessOf: (name) => `Weniger dazu, warum ${name} hier steht`,
      announce: (from, to, total) =>
        total === 0 ? "Niemand passt" : `${users(total)}, gezeigt ${n(from)} bis ${n(to)}`,
    },
    selection: {
      label: "Auswahl",
      count: (count) => `${n(count)} ausgewählt`,
      gathering: "Alle passenden werden gesammelt…",
      capped: (most, total) =>
        `die ersten ${n(most)} von ${n(total)}: eine Entscheidung kann höchstens ${n(most)} betreffen`,
      selectAll: (total) => `Alle ${n(total)} passenden auswählen`,
      selectFirst: (most, total) => `Die ersten ${n(most)} von ${n(total)} passenden auswählen`,
      clear: "Leeren",
      decide: (count) => `Über ${users(count)} entscheiden`,
      failed: "Es ließen sich nicht alle lesen; bitte erneut versuchen.",
    },
    empty: {
      nothingMatches: "Niemand passt zu diesen Filtern",
      nothingMatchesBody: "Nehmen Sie einen weg, oder sehen Sie alle an.",
    },
    notices: {
      label: "Zur Analyse",
      notAnalysed: "Noch nicht analysiert.",
      notAnalysedBody: "Risiko, Gründe und Empfehlungen erscheinen nach der ersten Analyse.",
      analyse: "Jetzt analysieren",
      budget: "Das Monatsbudget für Modelle ist aufgebraucht.",
      budgetBody: (budget) =>
        `Die Regeln arbeiten allein weiter, bis der Monat endet oder das Budget (${budget}) in den Einstellungen erhöht wird.`,
      lastFailed: (when) => `Die Analyse vom ${when} ist gescheitert.`,
      lastFailedBody: "Gezeigt wird der Stand davor.",
    },
    summaryFailed: "Kennzahlen und Diagramme konnten nicht geladen werden",
    exemptions: {
      button: (count) => (count === undefined ? "Ausnahmen" : `Ausnahmen (${n(count)})`),
      title: "Ausnahmen und Zurückstellungen",
      intro: "Konten, die nicht in der Liste stehen: warum, und bis wann.",
      close: "Schließen",
      loading: "Wird geladen…",
      rules: "Ausgenommene Personen und Gruppen",
      noRules: "Niemand ist namentlich oder als Gruppe ausgenommen.",
      byKind: (kinds) => `Nach Art des Kontos ausgenommen: ${kinds}.`,
      snoozed: "Zurückgestellt",
      noneSnoozed: "Niemand ist zurückgestellt.",
      decided: "Durch Entscheidung ausgenommen",
      noneDecided: "Niemand ist durch eine Entscheidung ausgenommen.",
      kind: { user: "Person", group: "Gruppe" },
      until: (date) => `bis ${date}`,
      ended: (date) => `endete am ${date}`,
      noEnd: "ohne Enddatum",
      remove: "Entfernen",
      end: "Jetzt beenden",
      more: (count) => `und ${count} weitere: Filter „Entscheidung“ benutzen`,
      add: "Ausnahme hinzufügen",
      save: "Hinzufügen",
      whom: "Wen",
      findUser: "Person nach Name oder E-Mail suchen",
      found: "Gefundene Personen",
      nobodyFound: "Niemand heißt so",
      userRequired: "Eine Person auswählen",
      group: "Gruppe",
      groupHint: "Ihr Name, wie die Quelle ihn schreibt",
      groupRequired: "Die Gruppe nennen",
      changedMeanwhile:
        "Jemand hat die Einstellungen inzwischen geändert. Sie sehen jetzt den neuen Stand: bitte ändern Sie erneut.",
      forbidden: "Ihrem Konto fehlt die Berechtigung settings:write. Nichts wurde geändert.",
    },
    keys: {
      open: "Tastenkürzel",
      title: "Tastenkürzel",
      where: "Sie gelten, solange der Fokus in der Liste ist.",
      close: "Schließen",
      does: {
        move: "Nächste und vorige Person",
        open: "Einzelheiten",
        select: "Auswählen; mit Umschalt alle bis hierher",
        decide: "Über diese Person oder alle ausgewählten entscheiden",
        undo: "Letzte Entscheidung zurücknehmen",
        search: "Suchen",
        help: "Diese Tastenkürzel zeigen",
      },
    },
  };
}
