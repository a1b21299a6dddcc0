import { z } from "zod";
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
