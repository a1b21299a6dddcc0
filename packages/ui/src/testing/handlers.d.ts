import { type DormantUsersPage, type ProblemCode } from "@dormant-users/shared-types";
import { HttpResponse } from "msw";
import type { KnownAccount } from "./tenant-directory.ts";
/** The list over a whole pretended tenant, made when first asked for: sorts, filters and pages as the server does. */
export declare function dormantUsersServer(
  makeAccounts: () => readonly KnownAccount[],
  tenantDefault?: number,
): import("msw").HttpHandler;
/** The same page whatever is asked. */
export declare function dormantUsersAnswer(page: DormantUsersPage): import("msw").HttpHandler;
/** An answer that never comes. */
export declare function dormantUsersPending(): import("msw").HttpHandler;
/** No server at the other end. */
export declare function dormantUsersUnreachable(): import("msw").HttpHandler;
/** A refusal, `times` times (for ever where absent); then the next handler answers. */
export declare function dormantUsersProblem(
  status: number,
  code: ProblemCode,
  detail: string,
  times?: number,
): import("msw").HttpHandler;
export declare function problemResponse(
  status: number,
  code: ProblemCode,
  detail: string,
): HttpResponse<import("msw").JsonBodyType>;
