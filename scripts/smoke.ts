// Asks a running API what a page would ask: `npm run smoke -- --base-url https://…`. With a token (DORMANT_SMOKE_TOKEN, or
// --token) it also reads a list; it changes nothing. With --remote-url it asks the UI's files, of which build they are.
// Ends with 0 where every answer was right.
import { parseArgs } from "node:util";
import {
  CONTRACTS,
  DormantUserDetail,
  DormantUsersPage,
  getDormancySummary,
  getDormantUser,
  getHealth,
  getReadiness,
  getSettings,
  listDormantUsers,
  Problem,
  type RouteContract,
} from "@dormant-users/shared-types";
import { smokeRemote } from "./smoke-remote.ts";
import { type Fault, SmokeReport } from "./smoke-report.ts";

export interface SmokeOptions {
  readonly baseUrl: string;
  readonly token?: string | undefined;
  readonly say: (line: string) => void;
}

/** The checklist's limit for an answer; a first request also starts a function. */
const LIMIT_MS = 2_000;
const FIRST_LIMIT_MS = 8_000;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** @returns how many answers were wrong */
export async function smoke({ baseUrl, token, say }: SmokeOptions): Promise<number> {
  const report = new SmokeReport(say);
  const expect = async (
    what: string,
    path: string,
    judge: (answer: Answer) => Fault,
    withToken?: string,
  ): Promise<unknown> => {
    let answer: Answer | undefined;
    const right = await report.check(what, path === getHealth.path ? FIRST_LIMIT_MS : LIMIT_MS, async () => {
      answer = await ask(new URL(path, baseUrl), withToken);
      return judge(answer);
    });
    return right ? answer?.body : undefined;
  };

  await expect("the process is up", getHealth.path, parses(getHealth, 200));
  await expect("it reaches its database", getReadiness.path, parses(getReadiness, 200));
  await expect("it documents every route", "/openapi.json", documentsAll);
  await expect("nobody reads without a token", listDormantUsers.path, refuses(401));
  await expect("nor with one that nobody signed", listDormantUsers.path, refuses(401), "e30.e30.c2lnbmVk");
  if (token === undefined) {
    say("       no token (DORMANT_SMOKE_TOKEN): what needs one was not asked");
    return report.wrong;
  }
  const list = await expect(
    "the list of dormant users",
    `${listDormantUsers.path}?limit=5`,
    parses(listDormantUsers, 200),
    token,
  );
  await expect("the summary", getDormancySummary.path, parses(getDormancySummary, 200), token);
  await expect("the settings", getSettings.path, parses(getSettings, 200), token);
  const [first] = list === undefined ? [] : DormantUsersPage.parse(list).items;
  if (first !== undefined) {
    const path = getDormantUser.path.replace("{user_id}", encodeURIComponent(first.user_id));
    const sameUser = ({ status, body }: Answer) =>
      status === 200 && DormantUserDetail.parse(body).user_id === first.user_id ? undefined : `answered ${status}`;
    await expect("one of them in detail", path, sameUser, token);
  }
  const nobody = getDormantUser.path.replace("{user_id}", "00000000-0000-4000-8000-000000000000");
  await expect("nobody is made up", nobody, refuses(404), token);
  return report.wrong;
}

async function ask(url: URL, token: string | undefined): Promise<Answer> {
  const headers = { accept: "application/json", ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(15_000), redirect: "error" });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** The answer has the status, and the form the contract gives it. */
function parses({ responses }: RouteContract, status: number): (answer: Answer) => Fault {
  return (answer) => {
    if (answer.status !== status) return `answered ${answer.status} instead of ${status}`;
    const parsed = responses[status]?.body?.safeParse(answer.body);
    return parsed?.success === false
      ? `not in the form of the contract: ${parsed.error.issues[0]?.message}`
      : undefined;
  };
}

/** A gateway that refuses by itself has a body of its own; ours is a problem. Neither may hold rows. */
function refuses(status: number): (answer: Answer) => Fault {
  return ({ status: given, body }) => {
    if (given !== status) return `answered ${given} instead of ${status}`;
    const isProblem = Problem.safeParse(body).success;
    const isGateway = JSON.stringify(body) === '{"message":"Unauthorized"}';
    return isProblem || isGateway ? undefined : "refused in an unknown form";
  };
}

function documentsAll({ status, body }: Answer): Fault {
  if (status !== 200) return `answered ${status} instead of 200`;
  const { paths = {} } = body as { paths?: Record<string, object> };
  const missing = CONTRACTS.filter(({ path, method }) => !(method in (paths[path] ?? {})));
  return missing.length === 0
    ? undefined
    : `another release answers: no ${missing.map(({ operationId }) => operationId).join(", ")}`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { "base-url": { type: "string" }, "remote-url": { type: "string" }, token: { type: "string" } },
  });
  const { "base-url": baseUrl, "remote-url": remoteUrl } = values;
  const given = [baseUrl, remoteUrl].filter((url) => url !== undefined);
  if (given.length === 0 || !given.every((url) => URL.canParse(url))) {
    process.stderr.write("Which API, or which UI? npm run smoke -- --base-url https://… --remote-url https://…\n");
    process.exitCode = 2;
  } else {
    const token = values.token ?? (process.env.DORMANT_SMOKE_TOKEN || undefined);
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    let wrong = 0;
    if (baseUrl !== undefined) wrong += await smoke({ baseUrl, token, say });
    if (remoteUrl !== undefined) wrong += await smokeRemote({ remoteUrl, say });
    process.exitCode = wrong === 0 ? 0 : 1;
  }
}
