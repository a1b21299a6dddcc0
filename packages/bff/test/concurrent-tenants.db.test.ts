import type { TenantId, UserId } from "@dormant-users/shared-types";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoryAnswers } from "../src/adapters/cache/memory-answers.ts";
import { developmentToken } from "../src/composition/choose-auth.ts";
import type { Services } from "../src/composition/services.ts";
import { executeRun, startRun } from "../src/features/runs/index.ts";
import { createApp } from "../src/http/app.ts";
import { productRoutes } from "../src/http/product-routes.ts";
import { dormantUsers, ingestPeople, openServices, person } from "./analysis/analysed-tenant.ts";
import { useTestDatabase } from "./harness/test-database.ts";

const TENANTS = 12;
const ROUNDS = 3;
const AT = "/profile360/insights";
const USERS = `${AT}/dormant-users`;

interface Company {
  readonly tenant: TenantId;
  readonly mark: string;
  readonly users: readonly UserId[];
}

const test = useTestDatabase();
let services: Services;
let app: ReturnType<typeof createApp>;
const companies: Company[] = [];
beforeAll(async () => {
  services = await openServices(test.database, {}, { answers: createMemoryAnswers() });
  app = createApp(services, { routes: productRoutes(services) });
  for (let index = 0; index < TENANTS; index += 1) {
    const tenant = await test.createTenant();
    // A word that stands in everything of this tenant and in nothing of another.
    const mark = `zq${String.fromCharCode(97 + index).repeat(4)}zq`;
    const people = Array.from({ length: 5 + index }, (_, number) =>
      person(number, 40 + number, {
        id: `${mark}-${number}`,
        name: `${mark} ${number}`,
        email: `${number}@${mark}.example`,
      }),
    );
    await ingestPeople(services, tenant, people);
    companies.push({ tenant, mark, users: await dormantUsers(test.database, tenant) });
  }
});
afterAll(() => services.close());

async function call(
  { tenant }: Company,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${await developmentToken(services.config, { tenant })}`,
    "content-type": "application/json",
    "if-match": "*",
  };
  const response = await app.request(path, { ...init, headers });
  return { status: response.status, text: await response.text() };
}

/** What a busy administrator does, all at once, and what comes of it. */
async function work(company: Company): Promise<void> {
  const { tenant, mark, users } = company;
  const [user = ""] = users;
  const post = (path: string, body: object) => call(company, path, { method: "POST", body: JSON.stringify(body) });
  const settings = JSON.stringify({ inactive_days: 30, exemptions: [{ kind: "group", value: mark, reason: mark }] });
  const analysis = startRun(services.database, tenant, { requestedBy: mark }).then(({ run }) =>
    executeRun(services, tenant, run.id),
  );
  const answers = await Promise.all([
    call(company, `${USERS}?limit=200`),
    call(company, `${USERS}?q=zq&limit=200`),
    call(company, `${USERS}/${user}`),
    call(company, `${USERS}/summary`),
    call(company, `${USERS}/export`),
    call(company, `${AT}/users/${user}/dormancy`),
    post(`${USERS}/decisions`, { kind: "keep", reason: mark, users: [{ user_id: user }] }),
    call(company, `${AT}/settings`, { method: "PUT", body: settings }),
    call(company, `${AT}/audit?limit=100`),
  ]);
  for (const { status, text } of answers) {
    expect(status, text).toBe(200);
    for (const other of companies) if (other.mark !== mark) expect(text).not.toContain(other.mark);
  }
  expect((JSON.parse(answers[0]?.text ?? "") as { total: number }).total).toBe(users.length);
  for (const index of [0, 1, 2, 4]) expect(answers[index]?.text).toContain(mark);
  expect((await analysis).status).toBe("succeeded");
  for (const other of companies) {
    if (other.mark === mark) continue;
    const { status } = await call(company, `${USERS}/${other.users[0]}`);
    expect(status).toBe(404);
  }
}

it(`${TENANTS} tenants who work at the same time each see, change and analyse their own and nothing else`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) await Promise.all(companies.map(work));
  for (const { tenant, mark, users } of companies) {
    const company = { tenant, mark, users };
    const { text } = await call(company, `${AT}/audit?limit=200`);
    const reasons = [...text.matchAll(/zq[a-z]{4}zq/g)].map(([word]) => word);
    expect(new Set(reasons)).toEqual(new Set([mark]));
    const { text: settings } = await call(company, `${AT}/settings`);
    expect(settings).toContain(mark);
  }
}, 120_000);
