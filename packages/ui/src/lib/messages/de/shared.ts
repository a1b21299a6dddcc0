import type { Formats } from "../../formats.ts";
import { type SharedMessages, sourceName } from "../en/shared.ts";
import { createGermanCounts } from "./counts.ts";

export function createGermanSharedMessages(formats: Formats): SharedMessages {
  const n = formats.number;
  const { days } = createGermanCounts(formats);

  return {
    days,
    dismiss: "Schließen",
    accountType: {
      human: null,
      guest: "Gast",
      service: "Dienst",
      break_glass: "Notfallzugang",
      shared: "Gemeinsam",
      unknown: null,
    },
    basis: {
      successful_sign_in: "Anmeldung",
      non_interactive: "Anmeldung im Hintergrund",
      app_activity: "Aktivität in einer Anwendung",
      attempted_sign_in: "Anmeldeversuch",
      none: "keine Aktivität",
    },
    source: sourceName,
    warnings: {
      stale_data: "Die neuesten Daten sind älter als üblich",
      stale_source: "Eine Quelle liefert nicht mehr",
      no_activity_data: "Eine Quelle meldet keine Aktivität",
      snapshot_held: "Ein Import wartet auf Freigabe",
      no_data: "Noch keine Daten",
      as_of_in_future: "Der gewünschte Zeitpunkt liegt nach den Daten",
    },
    warningDetail: ({ code, source, data_as_of }) => {
      const at = data_as_of && formats.dateTime(data_as_of);
      const name = source && sourceName(source);
      if (code === "no_data") return "Verbinden Sie eine Integration, oder importieren Sie einen Export.";
      if (code === "stale_data" && at)
        return `Sie sind vom ${at}. Prüfen Sie die Integrationen: Zeiten zählen bis zu den Daten, nicht bis heute.`;
      if (code === "stale_source" && name && at)
        return `${name} hat zuletzt am ${at} geliefert; seine Benutzer werden zu diesem Zeitpunkt beurteilt.`;
      if (code === "no_activity_data" && name)
        return `${name} meldet keine Anmeldungen: Benutzer, die nur dort bekannt sind, gelten als unbekannt, nicht als ruhend.`;
      if (code === "as_of_in_future" && at)
        return `Nach dem ${at} ist nichts bekannt; die Seite spricht von diesem Zeitpunkt.`;
      if (code === "snapshot_held" && at) {
        const whose = name ? `den Import von ${name}` : "den Import";
        return `Gezeigt wird der Stand ohne ${whose} vom ${at}. Wer die Importe betreut, kann ihn prüfen und annehmen.`;
      }
      return undefined;
    },
    warningsLabel: "Zu diesen Daten",
    error: {
      retry: "Erneut versuchen",
      retrying: "Neuer Versuch…",
      requestId: "Anfrage-ID",
      copy: "Angaben kopieren",
      copied: "Kopiert",
      staleRows: "Diese Zeilen sind von vorhin; das Aktualisieren ist fehlgeschlagen.",
      title: (error, failed) => {
        if (error.kind === "signed_out") return "Ihre Sitzung ist beendet";
        if (error.kind === "unreachable") return "Der Dienst ist nicht erreichbar";
        if (error.kind === "timeout") return "Der Dienst hat nicht rechtzeitig geantwortet";
        if (error.kind === "unreadable") return "Der Dienst hat etwas geantwortet, das diese Seite nicht versteht";
        if (error.status === 403) return "Sie haben keinen Zugriff auf ruhende Konten";
        return failed ?? "Ruhende Konten konnten nicht geladen werden";
      },
      body: (error) => {
        if (error.kind === "signed_out")
          return "Melden Sie sich erneut an, um weiterzumachen. Was Sie hier eingestellt haben, bleibt erhalten.";
        if (error.kind === "unreachable") return "Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.";
        if (error.kind === "timeout") return "Vielleicht ist er ausgelastet. Versuchen Sie es gleich noch einmal.";
        if (error.kind === "unreadable")
          return "Diese Seite ist vielleicht älter als der Dienst. Laden Sie sie neu; hilft das nicht, geben Sie die Anfrage-ID an den Support.";
        if (error.status === 403)
          return "Ihrem Konto fehlt die Berechtigung insights:read. Bitten Sie jemanden mit Verwaltungsrechten darum.";
        return (
          error.detail ?? "Versuchen Sie es erneut; schlägt es weiter fehl, geben Sie die Anfrage-ID an den Support."
        );
      },
    },
    crash: {
      title: "Dieser Teil der Seite funktioniert nicht mehr",
      body: "Der Rest der Seite ist nicht betroffen.",
      retry: "Neu starten",
    },
    freshness: {
      dataAsOf: (instant) => `Stand ${formats.dateTime(instant)}`,
      judgedAt: (instant) => `beurteilt zum ${formats.dateTime(instant)}`,
      noData: "Es sind noch keine Daten importiert",
      loading: "Die neuesten Daten werden gelesen…",
      unavailable: "Es ließ sich nichts lesen",
    },
    chart: {
      asTable: (title) => `${title} als Tabelle zeigen`,
      asChart: (title) => `${title} als Diagramm zeigen`,
    },
    pager: {
      label: "Seiten der ruhenden Konten",
      range: (from, to, total) => `${n(from)}–${n(to)} von ${n(total)}`,
      perPage: "Zeilen je Seite",
      first: "Erste Seite",
      previous: "Vorige Seite",
      next: "Nächste Seite",
      last: "Letzte Seite",
    },
  };
}
