import type { AccountType, DecisionFilter, DormancyState, RefreshJob } from "@dormant-users/shared-types";
import type { Formats } from "../../formats.ts";
import { createEnglishCounts } from "./counts.ts";

/** The words of `DormantUsersDashboard`. */
export function createDashboardMessages(formats: Formats) {
  const { number: n, percent } = formats;
  const { accounts, days, users } = createEnglishCounts(formats);
  const plural = (count: number, one: string, many: string) => (formats.plural(count) === "one" ? one : many);

  return {
    header: {
      sources: (count: number, fresh: boolean) =>
        `${n(count)}\u00a0${fresh ? "fresh\u00a0" : ""}${plural(count, "source", "sources")}${fresh ? "" : ", not all fresh"}`,
      lastRun: (when: string, changed: number, cost: string) => `analysed ${when}: ${n(changed)}\u00a0changed, ${cost}`,
      neverRun: "not analysed yet",
      lookOnly: "View only",
      run: "Refresh analysis",
      running: "Analysing…",
    },
    run: {
      inProgress: "Analysis in progress",
      starting: "Counting the accounts…",
      progress: (done: number, total: number, changed: number, cost: string) =>
        `${n(done)} of ${n(total)} accounts · ${n(changed)} changed · ${cost}`,
      cancel: "Cancel",
      cancelling: "Stopping…",
      ended: {
        succeeded: "Analysis finished.",
        partial: "Analysis finished in part.",
        failed: "Analysis failed.",
        cancelled: "Analysis stopped.",
      },
      outcome: ({ analysed, unchanged, failed }: RefreshJob) =>
        `${[
          `${n(analysed)} changed`,
          `${n(unchanged)} unchanged`,
          ...(failed > 0 ? [`${accounts(failed)} could not be analysed`] : []),
        ].join(", ")}.`,
      again: "Start again",
      failedTitle: "The analysis could not be started.",
      forbiddenTitle: "You cannot start an analysis.",
      forbidden:
        "Your account lacks the permission insights:refresh. What is shown here stays up to date all the same.",
    },
    export: {
      button: "Export",
      busy: "Exporting…",
      format: { csv: "CSV, for a spreadsheet", jsonl: "JSON lines, for a program" },
      rows: (count: number) => `${users(count)}, all pages, as filtered`,
      failed: "The export failed.",
    },
    figures: {
      label: "Key figures",
      show: (figure: string, view: string) => `${figure}: show “${view}”`,
      dormant: "Dormant now",
      dormantNote: (flagged: number, enabled: number) =>
        enabled === 0 ? "no enabled accounts" : `${percent(flagged / enabled)} of ${n(enabled)} enabled accounts`,
      open: "Critical and high, open",
      openNote: ({ privileged, without_mfa }: { privileged: number; without_mfa: number | null }) =>
        [
          `${n(privileged)}\u00a0privileged`,
          ...(without_mfa === null ? [] : [`${n(without_mfa)}\u00a0without\u00a0MFA`]),
        ].join(", "),
      notAnalysed: "known after the first analysis",
      gone: "Likely gone for good",
      goneNote: (below: number) => `under ${percent(below)} likely to return in 180 days`,
      noForecast: "too little history to tell",
      licences: "Licences to reclaim",
      perMonth: "a month",
      seats: (count: number) => `${n(count)} ${plural(count, "seat", "seats")}`,
      licencesNote: (seats: number, products: number, unpriced: boolean) =>
        unpriced
          ? `in ${n(products)} ${plural(products, "product", "products")}; no prices are set`
          : `${n(seats)} ${plural(seats, "seat", "seats")} in ${n(products)} ${plural(products, "product", "products")}`,
      noLicences: "no licence data in any source",
      agreement: "Reviewers agree",
      agreementNote: (reviews: number) =>
        `of ${n(reviews)} reviewed ${plural(reviews, "insight", "insights")}, 90 days`,
      noReviews: "nothing reviewed in 90 days",
      spend: "Model cost this month",
      spendNote: (budget: string, calls: number) =>
        `of ${budget} budget, ${n(calls)} ${plural(calls, "call", "calls")}`,
      spent: "used up",
      noSpend: "no spend is recorded",
      change: (by: string, since: string) => `${by} since ${since}`,
      unchanged: "no change",
      since: (instant: string) => `Compared with ${instant}`,
    },
    charts: "Charts and threshold",
    threshold: {
      title: "Days inactive",
      hint: "drag the line to see whom it would flag",
      slider: "Threshold",
      days: "Days inactive",
      users: "Accounts",
      bin: (from: number, to: number | null) => (to === null ? `${n(from)} or more` : `${n(from)}–${n(to - 1)}`),
      valueText: (value: number, flagged: number) => `${days(value)}, flags ${accounts(flagged)}`,
      outcome: (
        value: number,
        flagged: { users: number; exact: boolean },
        serious: { critical: number; high: number },
        wouldReturn: number | undefined,
      ) => {
        const about = flagged.exact ? "" : "about ";
        const levels = [
          ...(serious.critical > 0 ? [`${n(serious.critical)} critical`] : []),
          ...(serious.high > 0 ? [`${n(serious.high)} high`] : []),
        ];
        const risk = levels.length > 0 ? `, about ${levels.join(" and ")}` : "";
        const back = wouldReturn === undefined ? "" : ` About ${n(wouldReturn)} of them would come back by themselves.`;
        return `${days(value)} ${value === 1 ? "flags" : "flag"} ${about}${accounts(flagged.users)}${risk}.${back}`;
      },
      suggestion: (value: number) => `Suggested: ${days(value)}`,
      backToDefault: "Back to your organisation’s default",
    },
    risk: {
      title: "By risk",
      level: "Risk",
      users: "Accounts",
      open: "Not decided",
      analysed: "analysed",
      none: "Nothing is analysed yet.",
      show: (level: string, count: number) => `Show the ${n(count)} of risk “${level}”`,
    },
    trend: {
      title: "Trend",
      note: (count: number): string => (count > 1 ? "last 90 days of data" : ""),
      day: "Day",
      total: "dormant",
      serious: "critical and high",
      tooShort: "The trend begins with the second day of data.",
      fromHistory: (until: string | undefined) =>
        until ? `before ${until}: worked out from the kept history` : "worked out from the kept history",
    },
    quickLabel: "Quick views",
    quick: { all: "All", critical_open: "Critical & open", never_active: "Never active", likely_gone: "Likely gone" },
    filters: {
      label: "Filters",
      search: "Name, e-mail or id",
      clearSearch: "Clear the search",
      all: "all",
      any: "any",
      usual: "default",
      risk: "Risk",
      confidence: "Confidence",
      atLeast: (value: string) => `${value} or more`,
      accountType: "Type",
      type: {
        human: "Human",
        guest: "Guest",
        service: "Service",
        break_glass: "Break-glass",
        shared: "Shared",
        unknown: "Unknown type",
        all: "Every type, exempt ones too",
      } satisfies Record<AccountType | "all", string>,
      department: "Department",
      otherDepartment: "Another department",
      state: "State",
      stateName: {
        disabled: "Disabled",
        exempt: "Exempt",
        snoozed: "Snoozed",
        unknown: "Unknown",
        never_active: "Never active",
        dormant: "Dormant",
        active: "Active",
      } satisfies Record<DormancyState, string>,
      lastState: "One state always stays chosen",
      decision: "Decision",
      decisionName: {
        open: "Not decided",
        decided: "Decided",
        keep: "Kept",
        notify: "Being asked",
        disable: "To be disabled",
        snooze: "Snoozed",
        exempt: "Exempt by decision",
        reassign: "Reassigned",
      } satisfies Record<DecisionFilter, string>,
      remove: (label: string) => `Take off the filter ${label}`,
      clearAll: "Clear all",
    },
    list: {
      label: "Dormant users",
      sortBy: "Sort by",
      user: "User",
      risk: "Risk",
      daysInactive: "Days inactive",
      willReturn: "Will return",
      why: "Why, and what to do",
      actions: "Details and decision",
      select: (name: string) => `Select ${name}`,
      selectPage: "Select everybody on this page",
      details: "View details",
      openUser: (name: string) => `View details of ${name}`,
      unknownDays: "—",
      daysUnit: (count: number) => plural(count, "day", "days"),
      notAnalysed: "Not analysed yet.",
      past: "No longer dormant: what was concluded before is in the details.",
      more: "more",
      less: "less",
      moreOf: (name: string) => `More of why ${name} is here`,
      lessOf: (name: string) => `Less of why ${name} is here`,
      announce: (from: number, to: number, total: number) =>
        total === 0 ? "Nobody matches" : `${users(total)}, showing ${n(from)} to ${n(to)}`,
    },
    selection: {
      label: "Selection",
      count: (count: number) => `${n(count)} selected`,
      gathering: "Gathering all that match…",
      capped: (most: number, total: number) =>
        `the first ${n(most)} of ${n(total)}: a decision can be about ${n(most)} at most`,
      selectAll: (total: number) => `Select all ${n(total)} that match`,
      selectFirst: (most: number, total: number) => `Select the first ${n(most)} of ${n(total)} that match`,
      clear: "Clear",
      decide: (count: number) => `Decide about ${users(count)}`,
      failed: "They could not all be read; try again.",
    },
    empty: {
      nothingMatches: "Nobody matches these filters",
      nothingMatchesBody: "Take one off, or look at everybody.",
    },
    notices: {
      label: "About the analysis",
      notAnalysed: "Not analysed yet.",
      notAnalysedBody: "Risk, reasons and recommendations appear after the first analysis.",
      analyse: "Analyse now",
      budget: "The month’s budget for models is used up.",
      budgetBody: (budget: string) =>
        `The rules go on alone until the month ends or the budget (${budget}) is raised in the settings.`,
      lastFailed: (when: string) => `The analysis of ${when} failed.`,
      lastFailedBody: "What is shown is from before.",
    },
    summaryFailed: "Figures and charts could not be loaded",
    exemptions: {
      button: (count: number | undefined) => (count === undefined ? "Exemptions" : `Exemptions (${n(count)})`),
      title: "Exemptions and snoozes",
      intro: "Accounts that are left out of the list: why, and until when.",
      close: "Close",
      loading: "Loading…",
      rules: "Exempt users and groups",
      noRules: "Nobody is exempt by name or group.",
      byKind: (kinds: string) => `Exempt by kind of account: ${kinds}.`,
      snoozed: "Snoozed",
      noneSnoozed: "Nobody is snoozed.",
      decided: "Exempt by decision",
      noneDecided: "Nobody is exempt by a decision.",
      kind: { user: "User", group: "Group" },
      until: (date: string) => `until ${date}`,
      ended: (date: string) => `ended ${date}`,
      noEnd: "no end date",
      remove: "Remove",
      end: "End now",
      more: (count: string) => `and ${count} more: use the filter “Decision”`,
      add: "Add an exemption",
      save: "Add",
      whom: "Whom",
      findUser: "Find a user by name or e-mail",
      found: "Users found",
      nobodyFound: "Nobody is called that",
      userRequired: "Choose a user",
      group: "Group",
      groupHint: "Its name, as the source writes it",
      groupRequired: "Name the group",
      changedMeanwhile:
        "Somebody changed the settings in the meantime. They are shown as they are now: make your change again.",
      mayNotChange: "Your account lacks the permission settings:write.",
      forbidden: "Your account lacks the permission settings:write. Nothing was changed.",
    },
    keys: {
      open: "Keyboard shortcuts",
      title: "Keyboard shortcuts",
      where: "They work while the focus is in the list.",
      close: "Close",
      does: {
        move: "Next and previous user",
        open: "View details",
        select: "Select; with Shift, everybody up to here",
        decide: "Decide about this user, or everybody selected",
        undo: "Undo the last decision",
        search: "Search",
        help: "Show these shortcuts",
      },
    },
  };
}

export type DashboardMessages = ReturnType<typeof createDashboardMessages>;
