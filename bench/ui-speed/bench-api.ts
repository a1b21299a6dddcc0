import type { DormantUser, DormantUsersPage } from "@dormant-users/shared-types";

const LIST = "/profile360/insights/dormant-users";

export interface BenchApi {
  /** The first user of a list in the order that every page starts with. @throws {Error} where nobody is in it */
  first(filter?: Readonly<Record<string, string>>): Promise<DormantUser>;
  /** Makes every remembered answer worthless, by a decision that is taken back. */
  forgetAnswers(): Promise<void>;
}

/** What the bench itself asks the API: whom the pages have to show. */
export async function openBenchApi(origin: string, tenant: string): Promise<BenchApi> {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  const json = { "content-type": "application/json" };
  const { access_token } = (await ask("/dev/token", {
    method: "POST",
    headers: json,
    body: JSON.stringify({ tenant, ttl: "8h" }),
  })) as { access_token: string };
  const headers = { ...json, authorization: `Bearer ${access_token}` };
  const first = async (filter: Readonly<Record<string, string>> = {}) => {
    const params = new URLSearchParams({ sort: "risk", order: "desc", limit: "1", ...filter });
    const { items } = (await ask(`${LIST}?${params}`, { headers })) as DormantUsersPage;
    const [user] = items;
    if (user === undefined) throw new Error(`nobody is in ${params}`);
    return user;
  };
  return {
    first,
    async forgetAnswers() {
      const { user_id } = await first({ risk_level: "low" });
      const body = JSON.stringify({ kind: "keep", users: [{ user_id }] });
      const made = (await ask(`${LIST}/decisions`, { method: "POST", headers, body })) as {
        results: { decision: { decision_id: string } | null }[];
      };
      for (const { decision } of made.results) {
        if (decision === null) throw new Error("nothing was decided, so nothing was forgotten");
        await ask(`${LIST}/decisions/${decision.decision_id}`, { method: "DELETE", headers });
      }
    },
  };
}
