import {
  cancelRefresh,
  type DormancySummary,
  exportDormantUsers,
  getDormancySummary,
  getRefresh,
  getSettings,
  type ProblemCode,
  putSettings,
  type RefreshJob,
  Settings,
  type StoredSettings,
  startRefresh,
} from "@dormant-users/shared-types";
import { buildDormancySummary, buildRefreshJob } from "@dormant-users/shared-types/testing";
import { delay, HttpResponse, http } from "msw";
import { flaggedAt, seriousAt } from "../features/dashboard/threshold.ts";
import { analysed } from "./analysed-accounts.ts";
import { decisionsServer } from "./decision-handlers.ts";
import { dormantUsersServer, problemResponse } from "./handlers.ts";
import { buildTenantDirectory } from "./tenant-directory.ts";

const SUMMARY = `*${getDormancySummary.path}`;
const START = `*${startRefresh.path}`;
const JOB = `*${getRefresh.path.replace("{job_id}", ":id")}`;
const SETTINGS = `*${getSettings.path}`;
const EXPORT = `*${exportDormantUsers.path}`;

/** The summary; the threshold asked for is the one answered. */
export function summaryAnswer(overrides: Partial<DormancySummary> = {}) {
  return http.get(SUMMARY, ({ request }) => {
    const days = new URL(request.url).searchParams.get("inactive_days");
    const summary = buildDormancySummary(overrides);
    return HttpResponse.json(days ? summaryAt(Number(days), summary) : summary);
  });
}

/** The figures that another threshold would make of a tenant, as far as its histogram tells. */
function summaryAt(days: number, summary: DormancySummary): DormancySummary {
  const { users } = flaggedAt(days, summary);
  const { critical, high } = seriousAt(days, summary);
  const { medium = 0, low = 0 } = summary.risk_counts ?? {};
  const milder = Math.max(0, users - critical - high);
  const mediumNow = Math.round((milder * medium) / Math.max(1, medium + low));
  return {
    ...summary,
    inactive_days: days,
    counts: { ...summary.counts, dormant: Math.max(0, users - summary.counts.never_active) },
    risk_counts: { critical, high, medium: mediumNow, low: milder - mediumNow },
  };
}

export function summaryUnreachable() {
  return http.get(SUMMARY, () => HttpResponse.error());
}

export function summaryPending() {
  return http.get(SUMMARY, async () => {
    await delay("infinite");
  });
}

export function summaryProblem(status: number, code: ProblemCode, detail: string) {
  return http.get(SUMMARY, () => problemResponse(status, code, detail));
}

/** A run that goes through the given states, one each time it is asked for; the last one stays. */
export function runServer(steps: readonly Partial<RefreshJob>[]) {
  const jobs = steps.map((step) => buildRefreshJob({ job_id: buildRefreshJob().job_id, ...step }));
  const first = jobs[0] ?? buildRefreshJob();
  let at = 0;
  let cancelled = false;
  const present = () => {
    const job = { ...(jobs[Math.min(at, jobs.length - 1)] ?? first), job_id: first.job_id };
    at += 1;
    return cancelled ? { ...job, status: "cancelled" as const, finished_at: "2026-11-22T06:14:00.000Z" } : job;
  };
  return [
    http.post(START, () => {
      at = 0;
      cancelled = false;
      return HttpResponse.json({ job_id: first.job_id, status: "queued" }, { status: 202 });
    }),
    http.get(JOB, ({ params }) => HttpResponse.json({ ...present(), job_id: params.id })),
    http.delete(`*${cancelRefresh.path.replace("{job_id}", ":id")}`, () => {
      cancelled = true;
      return HttpResponse.json({ ...first, cancel_requested: true });
    }),
  ];
}

export function runProblem(status: number, code: ProblemCode, detail: string) {
  return http.post(START, () => problemResponse(status, code, detail));
}

/** Settings that can be read and changed; a change that rests on an old version is refused, as the server does. */
export function settingsServer(initial: Partial<Settings> = {}) {
  let stored: StoredSettings = { ...Settings.parse(initial), version: 3, updated_at: null, updated_by: null };
  return [
    http.get(SETTINGS, () => HttpResponse.json(stored)),
    http.put(`*${putSettings.path}`, async ({ request }) => {
      if (request.headers.get("if-match") !== `"${stored.version}"`) {
        return problemResponse(412, "precondition_failed", "The settings changed.");
      }
      stored = { ...stored, ...Settings.parse(await request.json()), version: stored.version + 1 };
      return HttpResponse.json(stored);
    }),
  ];
}

function exportAnswer() {
  return http.get(EXPORT, ({ request }) =>
    new URL(request.url).searchParams.get("format") === "jsonl"
      ? new HttpResponse('{"name":"Maren Kvist"}\n', { headers: { "content-type": "application/x-ndjson" } })
      : new HttpResponse("name\r\nMaren Kvist\r\n", { headers: { "content-type": "text/csv; charset=utf-8" } }),
  );
}

export function exportProblem(status: number, code: ProblemCode, detail: string) {
  return http.get(EXPORT, () => problemResponse(status, code, detail));
}

/** Together with service accounts and one user, whom the summary counts as exempt. */
export const EXEMPT_GROUP = {
  kind: "group",
  value: "Parental leave",
  reason: "HR keeps the list",
  until: "2027-03-01T12:00:00.000Z",
} as const;

/** Everything the dashboard asks, over a tenant of some hundred accounts that were analysed. */
export function dashboardServer(size = 700) {
  return [
    exportAnswer(),
    summaryAnswer(),
    ...runServer([
      { dormant: 0, analysed: 0, unchanged: 0 },
      { analysed: 30, unchanged: 90 },
      { status: "succeeded", analysed: 41, unchanged: 159, finished_at: "2026-11-22T06:14:00.000Z" },
    ]),
    ...settingsServer({ exemptions: [EXEMPT_GROUP] }),
    ...decisionsServer(),
    dormantUsersServer(() => analysed(buildTenantDirectory(size))),
  ];
}
