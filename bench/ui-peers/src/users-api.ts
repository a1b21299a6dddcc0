import type { DormantUser, DormantUserSort, RiskLevel, SortOrder } from "@dormant-users/shared-types";

export interface UsersQuery {
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  readonly risk: RiskLevel | undefined;
  readonly search: string;
}

export interface UsersAnswer {
  readonly items: DormantUser[];
  readonly total: number;
}

export type UsersApi = (query: UsersQuery, signal?: AbortSignal) => Promise<UsersAnswer>;

/** Signs in at the development issuer that /config.json names, as the example host does. @throws {Error} */
export async function createUsersApi(): Promise<UsersApi> {
  const { apiBase, tenant } = (await read("/config.json")) as { apiBase: string; tenant: string };
  const { access_token } = (await read(`${apiBase}/dev/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant }),
  })) as { access_token: string };
  return async ({ page, pageSize, sort, order, risk, search }, signal) => {
    const params = new URLSearchParams({ skip: `${page * pageSize}`, limit: `${pageSize}`, sort, order });
    if (risk) params.set("risk_level", risk);
    if (search) params.set("q", search);
    return (await read(`${apiBase}/profile360/insights/dormant-users?${params}`, {
      headers: { authorization: `Bearer ${access_token}` },
      ...(signal ? { signal } : {}),
    })) as UsersAnswer;
  };
}

async function read(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
