// What a change costs: 1,000 users, 200 of them dormant; a second run after 50 users changed, 10 of them dormant; then a
// month of daily runs, each after such a day, whose tokens are priced with every model of the table. On a real PostgreSQL,
// through ingestion and features/runs, against the Bedrock stand-in, which meters tokens by length. Usage:
//   DATABASE_URL=postgres://… node bench/changed-share.ts [--users 1000] [--dormant 200] [--changed 50] [--days 30]
// Exit code 1 where the second run asks the model more than 12 times, the month costs $1 at the default model, or $10 at any.
import { parseArgs } from "node:util";
import type { TenantId } from "@dormant-users/shared-types";
import { budgetPriceOf, findDefaultChatModelId } from "../packages/bff/src/adapters/bedrock/model-catalogue.ts";
import { MODELS } from "../packages/bff/src/adapters/bedrock/model-table.ts";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { type AnalysisRun, executeRun, startRun } from "../packages/bff/src/features/runs/index.ts";
import type { Member } from "../packages/bff/src/samples/provider-objects.ts";
import { seededRandom } from "../packages/bff/src/samples/random.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { machine, verdict } from "./measure.ts";
import { benchServices, DAY_MS, ingestMembers, officeMembers } from "./office-tenant.ts";
import { startStandInProcess } from "./stand-in-process.ts";

const CALLS_LIMIT = 12;
const DEFAULT_LIMIT_USD = 1;
const ANY_LIMIT_USD = 10;
/** Dormant users among those who change. */
const DORMANT_SHARE = 0.2;
const { values } = parseArgs({
  options: {
    users: { type: "string", default: "1000" },
    dormant: { type: "string", default: "200" },
    changed: { type: "string", default: "50" },
    days: { type: "string", default: "30" },
  },
});
const [users, dormant, changed, days] = [values.users, values.dormant, values.changed, values.days].map(Number) as [
  number,
  number,
  number,
  number,
];
const random = seededRandom(23);

/** The same company after so many of its people got or lost their second factor, a fifth of them dormant. */
function withChanges(members: readonly Member[]): Member[] {
  const quiet = Math.round(changed * DORMANT_SHARE);
  const chosen = new Set([...drawFrom(0, dormant, quiet), ...drawFrom(dormant, users, changed - quiet)]);
  return members.map((member, at) =>
    chosen.has(at) ? { ...member, person: { ...member.person, mfaEnrolled: !member.person.mfaEnrolled } } : member,
  );
}

function drawFrom(from: number, to: number, count: number): Set<number> {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(from + Math.floor(random() * (to - from)));
  return drawn;
}

/** A day on: whoever works comes back with the chance of a rare visitor. */
function aDayOn(members: readonly Member[], nowMs: number): Member[] {
  return members.map((member, at) =>
    at >= dormant && random() < 0.3
      ? { ...member, life: { ...member.life, visitsMs: [...member.life.visitsMs, nowMs - 3_600_000] } }
      : member,
  );
}

interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const standIn = await startStandInProcess(0);
try {
  await withBenchDatabase(async ({ database, createTenant }) => {
    const tenantId = await createTenant();
    let clockMs = Date.now() - days * DAY_MS;
    const services = await benchServices(
      database,
      { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" },
      { now: () => clockMs },
    );
    const questions: Usage[] = [];
    const metered = meter(services, questions);
    let members = officeMembers({ users, dormant, nowMs: clockMs });
    await ingestMembers(services, tenantId, members, clockMs);
    const first = await analyse(metered, tenantId);
    console.log(machine());
    tell("first run", first);

    clockMs += 3_600_000;
    members = withChanges(members);
    await ingestMembers(services, tenantId, members, clockMs);
    const second = await analyse(metered, tenantId);
    tell(
      `second run, ${changed} of ${users} users changed, ${Math.round(changed * DORMANT_SHARE)} of them dormant`,
      second,
    );
    console.log(`  model calls ${verdict(second.modelCalls, CALLS_LIMIT)}`);

    let [analysed, calls, embeddingTokens] = [0, 0, 0];
    questions.length = 0;
    for (let day = 1; day <= days; day += 1) {
      clockMs += DAY_MS;
      members = withChanges(aDayOn(members, clockMs));
      await ingestMembers(services, tenantId, members, clockMs);
      const run = await analyse(metered, tenantId);
      analysed += run.analysed;
      calls += run.modelCalls;
      embeddingTokens += run.embeddingTokens;
    }
    console.log(
      `${days} daily runs: ${analysed} analyses, ${calls} model calls, ${embeddingTokens} tokens embedded; ` +
        `a question ${mean(questions, "inputTokens")} tokens, an answer ${mean(questions, "outputTokens")}`,
    );
    const withinLimits = priceAll(questions, embeddingTokens);
    console.log(machine());
    if (second.modelCalls > CALLS_LIMIT || !withinLimits) process.exitCode = 1;
    await services.close();
  });
} finally {
  standIn.stop();
}

function meter(services: Services, questions: Usage[]): Services {
  const { chatModel } = services;
  if (chatModel === undefined) throw new Error("the bench asks a model");
  return {
    ...services,
    chatModel: {
      modelId: chatModel.modelId,
      mostUsage: (request) => chatModel.mostUsage(request),
      async ask(request) {
        const answer = await chatModel.ask(request);
        questions.push(answer.usage);
        return answer;
      },
    },
  };
}

async function analyse(services: Services, tenantId: TenantId): Promise<AnalysisRun> {
  const { run } = await startRun(services.database, tenantId, { requestedBy: "bench" });
  return executeRun(services, tenantId, run.id);
}

function tell(name: string, run: AnalysisRun): void {
  console.log(
    `${name}: ${run.status}, ${run.dormant} dormant, ${run.analysed} analysed (${run.byModel} by the model), ${run.unchanged} unchanged, ` +
      `${run.modelCalls} model calls, ${run.embeddingCalls} embedding calls, $${run.costUsd.toFixed(4)}`,
  );
}

function mean(questions: readonly Usage[], key: keyof Usage): number {
  return Math.round(questions.reduce((sum, usage) => sum + usage[key], 0) / questions.length);
}

/** What the month's questions and texts would have cost with each model, in the dearer profile of a region. */
function priceAll(questions: readonly Usage[], embeddingTokens: number): boolean {
  const texts = { inputTokens: embeddingTokens, outputTokens: 0 };
  const embedder = Math.max(
    ...MODELS.filter(({ kind }) => kind === "embedding").map(({ id }) => budgetPriceOf(id, texts)),
  );
  const defaultId = findDefaultChatModelId("us-east-1");
  let kept = true;
  for (const { id, label, kind, lifecycle } of MODELS) {
    if (kind !== "chat") continue;
    const profile = `us.${id}`;
    const usd = questions.reduce((sum, usage) => sum + budgetPriceOf(profile, usage), embedder);
    const limit = profile === defaultId ? DEFAULT_LIMIT_USD : ANY_LIMIT_USD;
    kept &&= usd < limit;
    const note =
      lifecycle.state === "retired" ? `, ended ${lifecycle.endedOn}` : profile === defaultId ? ", the default" : "";
    console.log(`  $${verdict(usd, limit)} a month with ${label}${note}`);
  }
  return kept;
}
