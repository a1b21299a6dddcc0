import { listDormantUsers } from "@dormant-users/shared-types";
import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { createApiClient } from "../../lib/api-client.ts";
import { server } from "../../testing/server.ts";
import { dormantUsersOptions, getDormantUsers } from "./list-dormant-users.ts";

const client = createApiClient({ apiBase: "https://api.trustx.example", getAccessToken: async () => "token" });

test("asks the contract's route and hands back its page", async () => {
  const page = buildDormantUsersPage();
  server.use(http.get(`*${listDormantUsers.path}`, () => HttpResponse.json(page)));
  await expect(getDormantUsers(client)).resolves.toEqual(page);
});

test("the same question of two tenants is two cache entries, told apart first by the tenant", () => {
  const query = { inactive_days: 30 };
  const [a, b] = ["a", "b"].map((tenant) => dormantUsersOptions({ client, tenant }, query).queryKey);
  expect(a?.[0]).toBe("a");
  expect(a).not.toEqual(b);
});
