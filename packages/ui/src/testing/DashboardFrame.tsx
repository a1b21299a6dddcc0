import type { Decorator } from "@storybook/react-vite";
import type { ReactNode } from "react";
import { expect, waitFor, within } from "storybook/test";
import { DecisionsProvider } from "../insights/decisions/DecisionsProvider.tsx";
import type { OpenUser } from "../lib/insights-context.tsx";
import type { DormantUsersRemoteProps } from "../remote/contract.ts";
import { dashboardServer } from "./dashboard-handlers.ts";
import { StoryShell } from "./StoryShell.tsx";

/** What stands around the dashboard on its page. */
export function DashboardFrame({ shell, children }: { shell?: Partial<DormantUsersRemoteProps>; children: ReactNode }) {
  return (
    <StoryShell {...shell}>
      <DecisionsProvider>{children}</DecisionsProvider>
    </StoryShell>
  );
}

/** The frame around a story; `parameters.shell` is what its host gives. */
export const withDashboardFrame: Decorator = (Story, { parameters }) => (
  <DashboardFrame shell={parameters.shell}>
    <Story />
  </DashboardFrame>
);

/** Stands where the details of a user will be. */
export function OpenUserStandIn({ userId, onClose }: OpenUser) {
  return (
    <section aria-label="Details">
      {userId}
      <button type="button" onClick={onClose}>
        Close
      </button>
    </section>
  );
}

/** The page of a story, once its rows are there. */
export async function loadedDashboard(root: HTMLElement) {
  const canvas = within(root);
  await canvas.findByText(/^1–50 of/);
  // Which of them fit the window is known once it is drawn.
  await waitFor(() => expect(root.querySelector("[data-index]")).not.toBeNull());
  return canvas;
}

/** These answers first, the usual ones for the rest. */
export const over = (...first: unknown[]) => [...first, ...dashboardServer()];
