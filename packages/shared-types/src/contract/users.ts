import { z } from "zod";
import { ErasureReceipt } from "../resources/erasure.ts";
import { UserDormancy } from "../resources/user-dormancy.ts";
import { UserId } from "../resources/user-id.ts";
import { DormancyQuery } from "./dormant-users.ts";
import { defineContract } from "./route.ts";

export const getUserDormancy = defineContract({
  operationId: "getUserDormancy",
  method: "get",
  path: "/profile360/insights/users/{user_id}/dormancy",
  summary: "The one state of any user, and why",
  tag: "Users",
  scope: "insights:read",
  params: z.object({ user_id: UserId }),
  query: DormancyQuery,
  responses: { 200: { description: "The state and its reason", body: UserDormancy, headers: ["etag"] } },
});

export const eraseUser = defineContract({
  operationId: "eraseUser",
  method: "delete",
  path: "/profile360/insights/users/{user_id}/data",
  summary: "Erase everything about a user, for good",
  description:
    "Removes profile, accounts, activity, vectors, insights, history, decisions and reviews, and keeps later snapshots from " +
    "bringing the user back. Cannot be undone. The audit log keeps that it was done, and no personal data.",
  tag: "Privacy",
  scope: "privacy:erase",
  params: z.object({ user_id: UserId }),
  responses: { 200: { description: "The receipt", body: ErasureReceipt } },
});
