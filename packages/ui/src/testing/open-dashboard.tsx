import { listDormantUsers } from "@dormant-users/shared-types";
import { http } from "msw";
import { DormantUsersDashboard } from "../features/dashboard/components/DormantUsersDashboard.tsx";
import { createMemoryUrl, type PageUrl } from "../lib/url-state.ts";
import { DashboardFrame } from "./DashboardFrame.tsx";
import { dashboardServer } from "./dashboard-handlers.ts";
import { renderStory } from "./render-story.tsx";

type OpenDashboard = ReturnType<typeof renderStory> & { readonly pageUrl: PageUrl };

/**
 * The page at an address, with the stories' own server behind it.
 * @param answers to the list, before the server's own
 */
export function openDashboard(search: string, ...answers: Parameters<typeof http.get>[1][]): OpenDashboard {
  const pageUrl = createMemoryUrl(search);
  const At = Object.assign(
    () => (
      <DashboardFrame shell={{ pageUrl }}>
        <DormantUsersDashboard renderDetail={({ userId }) => <p>open: {userId}</p>} />
      </DashboardFrame>
    ),
    { parameters: { msw: dashboardServer() } },
  );
  return { pageUrl, ...renderStory(At, ...answers.map((answer) => http.get(`*${listDormantUsers.path}`, answer))) };
}
