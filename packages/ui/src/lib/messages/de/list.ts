import type { Formats } from "../../formats.ts";
import type { ListMessages } from "../en/list.ts";
import { createGermanCounts } from "./counts.ts";

export function createGermanListMessages(formats: Formats): ListMessages {
  const n = formats.number;
  const { accounts, days, daysDative, users } = createGermanCounts(formats);

  return {
    title: "Ruhende Konten",
    users,
    refresh: { idle: "Aktualisieren", busy: "Wird aktualisiert…" },
    figures: {
      label: "Konten nach Zustand",
      flagged: "Auffällig",
      flaggedNote: (flagged, enabled) =>
        enabled === 0 ? "keine nutzbaren Konten" : `${formats.percent(flagged / enabled)} von ${n(enabled)} nutzbaren`,
      dormant: "Ruhend",
      dormantNote: (cutoff) => (cutoff ? `nicht seit ${formats.date(cutoff)}` : "früher aktiv"),
      neverActive: "Nie aktiv",
      neverActiveNote: (threshold) => `seit mehr als ${daysDative(threshold)}`,
      active: "Aktiv",
      activeNote: "gesehen oder neu genug",
      notJudged: "Nicht beurteilt",
      notJudgedNote: (counts) =>
        (
          [
            [counts.unknown, "unbekannt"],
            [counts.exempt, "ausgenommen"],
            [counts.snoozed, "zurückgestellt"],
          ] as const
        )
          .filter(([count]) => count > 0)
          .map(([count, word]) => `${n(count)}\u00a0${word}`)
          .join(", ") || "niemand ausgenommen",
      disabled: "Deaktiviert",
      disabledNote: "können sich nicht anmelden",
    },
    threshold: {
      label: "Inaktiv seit mindestens",
      field: "Tage inaktiv",
      unit: "Tage",
      presets: "Übliche Schwellen",
      tenantDefault: "Vorgabe",
      tenantDefaultTitle: "Die Einstellung Ihrer Organisation",
      more: "Ein Tag mehr",
      fewer: "Ein Tag weniger",
      invalid: (min, max) => `Ganze Tage von ${n(min)} bis ${n(max)} eingeben`,
    },
    table: {
      caption: (threshold) =>
        threshold === undefined ? "Ruhende Konten" : `Seit mindestens ${daysDative(threshold)} inaktive Konten`,
      email: "E-Mail",
      name: "Name",
      daysInactive: "Tage inaktiv",
      lastActive: "Zuletzt aktiv",
      noEmail: "Keine E-Mail",
      noName: "Kein Name",
      atLeast: "mindestens; ältere Daten sind nicht vorhanden",
      minimum: (value) => `${n(value)}+`,
      unknownDays: "—",
      neverSignedIn: "Nie angemeldet",
      accountFrom: (instant) => `Konto seit ${formats.date(instant)}`,
      accountStartUnknown: "Kontobeginn unbekannt",
      activityUnknown: "Nicht gemeldet",
      privileged: "Privilegiert",
      neverActive: "Nie aktiv",
      loading: "Ruhende Konten werden geladen…",
      openUser: (name) => `${name} öffnen`,
    },
    announce: {
      loading: "Ruhende Konten werden geladen",
      results: (from, to, total, threshold) =>
        total === 0
          ? `Niemand ist seit ${daysDative(threshold)} oder länger inaktiv`
          : `${users(total)} seit ${daysDative(threshold)} oder länger inaktiv, gezeigt werden ${n(from)} bis ${n(to)}`,
      failed: "Ruhende Konten konnten nicht geladen werden",
    },
    empty: {
      title: (threshold) => `Seit ${daysDative(threshold)} war niemand still`,
      body: (enabled, threshold) =>
        `Keines der nutzbaren Konten (${n(enabled)}) war ${days(threshold)} oder länger ohne Aktivität. Bei dieser Schwelle gibt es nichts aufzuräumen.`,
      unknown: (count) =>
        `${accounts(count)}: nicht beurteilbar, weil die Quellen nichts über Aktivität sagen. Sie stehen hier nicht.`,
      tryShorter: (threshold) => `${days(threshold)} ansehen`,
      noDataTitle: "Es sind noch keine Konten importiert",
      noDataBody:
        "Die Liste erscheint nach dem ersten Import aus Ihrem Identitätssystem. Lief schon einer, bitten Sie die Zuständigen, seinen Bericht zu prüfen.",
    },
  };
}
