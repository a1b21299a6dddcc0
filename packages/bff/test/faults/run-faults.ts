import { Settings } from "@dormant-users/shared-types";
import { expect } from "vitest";
import { eraseUser } from "../../src/features/privacy/index.ts";
import { executeRun, startRun } from "../../src/features/runs/index.ts";
import { listRun } from "../../src/features/runs/list-run.ts";
import { putSettings } from "../../src/features/settings/put-settings.ts";
import { answerAsAnalyst } from "../analysis/answer-as-analyst.ts";
import { rawSql } from "../harness/raw-sql.ts";
import type { FaultRow } from "./fault-row.ts";
import type { Scene } from "./scene.ts";

const PEOPLE = 14;

const setBudget = ({ services, tenantId }: Scene, monthly_budget_usd: number) =>
  services.database.withTenant(tenantId, (tx) =>
    putSettings(tx, {
      settings: Settings.parse({ monthly_budget_usd }),
      actor: "test",
      requestId: undefined,
      accepts: () => true,
    }),
  );

export const RUN_FAULTS: readonly FaultRow[] = [
  {
    told: "The budget is zero",
    async bring(scene) {
      await setBudget(scene, 0);
      const run = await scene.run();
      expect(await scene.run()).toMatchObject({ unchanged: 4, analysed: 0 });
      return run;
    },
    run: { status: "succeeded", modelCalls: 0, costUsd: 0, outcome: expect.stringContaining("budget") as string },
    authors: { budget_exhausted: 4 },
    calls: { converse: 0, invoke: 0 },
  },
  {
    told: "The budget is used up while a run works",
    people: PEOPLE,
    async bring(scene) {
      await setBudget(scene, 0.01);
      const run = await scene.run();
      expect(run.costUsd).toBeLessThanOrEqual(0.01);
      return run;
    },
    run: { status: "succeeded", failed: 0, outcome: expect.stringContaining("budget") as string },
    authors: { model: expect.any(Number) as number, budget_exhausted: expect.any(Number) as number },
  },
  {
    told: "Two ask for a refresh at once",
    people: PEOPLE,
    async bring({ services, tenantId }) {
      const ask = () => startRun(services.database, tenantId, { requestedBy: "test" });
      const [one, other] = await Promise.all([ask(), ask()]);
      expect(one.run.id).toBe(other.run.id);
      const work = () => executeRun(services, tenantId, one.run.id);
      const [first, second] = await Promise.all([work(), work()]);
      expect(second).toEqual(first);
      return first;
    },
    run: { status: "succeeded", analysed: PEOPLE, modelCalls: PEOPLE },
    authors: { model: PEOPLE },
    calls: { converse: PEOPLE },
  },
  {
    told: "The process that works on a run dies",
    async bring({ services, tenantId }) {
      const { run } = await startRun(services.database, tenantId, { requestedBy: "test" });
      await listRun(services.database, tenantId, run.id);
      await services.database.withTenant(tenantId, (tx) => tx.execute(killWorker));
      return executeRun(services, tenantId, run.id);
    },
    run: { status: "succeeded", analysed: 4, failed: 0 },
    authors: { model: 4 },
  },
  {
    told: "A user is erased while a run works",
    people: PEOPLE,
    async bring(scene) {
      const { services, tenantId } = scene;
      const keys = await services.erasureKeys();
      const [victim] = await scene.users();
      if (keys === undefined || victim === undefined) throw new Error("nobody to erase");
      const erase = () =>
        services.database.withTenant(tenantId, (tx) =>
          eraseUser(tx, victim, { actor: "dpo", requestId: undefined, keys }),
        );
      const run = await scene.run({ meanwhile: { when: ({ embeddingCalls }) => embeddingCalls > 0, act: erase } });
      expect(await scene.users()).toHaveLength(PEOPLE - 1);
      return run;
    },
    run: { status: "succeeded", failed: 0 },
    authors: { model: PEOPLE - 1 },
  },
  {
    told: "The model plays the risk down, names somebody, or answers for another user",
    fault: "another user's token",
    bring(scene, { answerWith }) {
      const earlier: unknown[] = [];
      answerWith((question) => {
        const own = answerAsAnalyst(question) as { readonly request_token: string };
        earlier.push(own);
        const others = (earlier as (typeof own)[]).find(({ request_token }) => request_token !== own.request_token);
        return others ?? { ...own, request_token: "" };
      });
      return scene.run();
    },
    run: { status: "succeeded", modelCalls: 8 },
    authors: { answer_rejected: 4 },
    calls: { converse: 8 },
  },
];

const killWorker = rawSql(`
WITH begun AS (UPDATE $schema.analysis_run_users SET status = 'working', attempts = 1)
UPDATE $schema.analysis_runs SET status = 'running', worker = gen_random_uuid(), heartbeat_at = now() - interval '2 minutes'`);
