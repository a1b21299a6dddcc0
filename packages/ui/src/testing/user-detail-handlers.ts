import {
  type DormantUserDetail,
  getDormantUser,
  getRefresh,
  type ProblemCode,
  putReview,
  type Review,
  ReviewRequest,
  startRefresh,
  UserId,
} from "@dormant-users/shared-types";
import { buildRefreshJob } from "@dormant-users/shared-types/testing";
import { delay, HttpResponse, http } from "msw";
import { problemResponse } from "./handlers.ts";
import { buildUserDetail } from "./user-detail.ts";

const toPattern = (path: string) => `*${path.replace(/\{(\w+)\}/g, ":$1")}`;
const DETAIL = toPattern(getDormantUser.path);
const REVIEW = toPattern(putReview.path);
const START = `*${startRefresh.path}`;
const JOB = toPattern(getRefresh.path);

/** One user's page for each user there is; 404 for anybody else. */
export function userDetailServer(...users: readonly DormantUserDetail[]) {
  return http.get(DETAIL, ({ params }) => {
    const user = users.find(({ user_id }) => user_id === params.user_id);
    return user ? HttpResponse.json(user) : problemResponse(404, "not_found", "No such user.");
  });
}

/** The same full page for whoever is asked for. */
export function everyUserDetail() {
  return http.get(DETAIL, ({ params }) =>
    HttpResponse.json(buildUserDetail({ user_id: UserId.parse(params.user_id) })),
  );
}

export function userDetailPending() {
  return http.get(DETAIL, async () => {
    await delay("infinite");
  });
}

export function userDetailUnreachable() {
  return http.get(DETAIL, () => HttpResponse.error());
}

export function userDetailProblem(status: number, code: ProblemCode, detail: string) {
  return http.get(DETAIL, () => problemResponse(status, code, detail));
}

/** Takes every review. */
export function reviewServer() {
  return http.put(REVIEW, async ({ request }) => {
    const wanted = ReviewRequest.parse(await request.json());
    const review: Review = {
      insight_id: "00000000-0000-4000-b000-000000000001",
      reviewer: "you@northwind.example",
      agrees: wanted.agrees,
      risk_level: wanted.risk_level,
      reason: wanted.reason ?? null,
      reviewed_at: "2026-11-22T06:20:00.000Z",
    };
    return HttpResponse.json(review);
  });
}

export function reviewProblem(status: number, code: ProblemCode, detail: string) {
  return http.put(REVIEW, () => problemResponse(status, code, detail));
}

/** Starts an analysis and tells of it: first at work, then, asked again, ended as given; never, where nothing is. */
export function analysisServer(ending?: "succeeded" | "failed") {
  const job = buildRefreshJob({ dormant: 1, analysed: 0, unchanged: 0 });
  let asked = 0;
  return [
    http.post(START, () => HttpResponse.json({ job_id: job.job_id, status: "queued" }, { status: 202 })),
    http.get(JOB, () => {
      asked += 1;
      if (!ending || asked === 1) return HttpResponse.json(job);
      const outcome = ending === "failed" ? "The model could not be reached." : null;
      return HttpResponse.json({ ...job, status: ending, finished_at: job.requested_at, outcome });
    }),
  ];
}
