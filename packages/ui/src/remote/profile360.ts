import type { Scope } from "@dormant-users/shared-types";
import { type Profile360Section, REMOTE_CONTRACT_VERSION } from "./contract.ts";

/** What the host's Profile360 section needs to show our pages in its navigation and routes, before loading any. */
export const profile360: Profile360Section = {
  contractVersion: REMOTE_CONTRACT_VERSION,
  routes: [
    {
      id: "dormant-users",
      path: "dormant-users",
      label: "Dormant users",
      labels: { en: "Dormant users", de: "Ruhende Konten" },
      description: "Accounts nobody uses: why each is a risk, and what to do",
      icon: "PersonOff",
      requiredScopes: ["insights:read" satisfies Scope],
      order: 30,
      load: () => import("./DormantUsersDashboard.tsx"),
    },
  ],
};
