import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { loadedDashboard, OpenUserStandIn, over, withDashboardFrame } from "../../../testing/DashboardFrame.tsx";
import {
  dashboardServer,
  EXEMPT_GROUP,
  exportProblem,
  runProblem,
  settingsServer,
} from "../../../testing/dashboard-handlers.ts";
import { decisionsProblem } from "../../../testing/decision-handlers.ts";
import { allowing } from "../../../testing/handlers.ts";
import { DormantUsersDashboard } from "./DormantUsersDashboard.tsx";

const meta = {
  title: "Dashboard/Work",
  component: DormantUsersDashboard,
  args: { renderDetail: (user) => <OpenUserStandIn {...user} /> },
  decorators: [withDashboardFrame],
  parameters: { msw: dashboardServer() },
} satisfies Meta<typeof DormantUsersDashboard>;
export default meta;
type Story = StoryObj<typeof meta>;

export const SelectsAndDecides: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    // Only the rows in view are in the document: these, however tall the window.
    canvas.getByRole("table", { name: "Dormant users" }).scrollIntoView();
    for (const index of [0, 1, 2]) {
      const box = `[data-index="${index}"] input`;
      await waitFor(() => expect(canvasElement.querySelector(box)).not.toBeNull());
      await userEvent.click(canvasElement.querySelector(box) as Element);
    }
    await waitFor(() => expect(canvas.getByText("3 selected")).toBeVisible());
    await userEvent.click(canvas.getByRole("button", { name: "Decide about 3 users" }));
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^Keep/ }));
    await waitFor(() => expect(canvas.getByText("Kept 3 accounts.")).toBeVisible());
    await waitFor(() => expect(canvas.getAllByRole("button", { name: /^Kept\./ })).toHaveLength(3));
    await userEvent.click(canvas.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(canvas.getByText("Taken back for 3 accounts.")).toBeVisible());
    await waitFor(() => expect(canvas.queryByRole("button", { name: /^Kept\./ })).toBeNull());
  },
};

export const WorksByKeyboard: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    canvas.getByRole("checkbox", { name: "Select everybody on this page" }).focus();
    await userEvent.keyboard("j");
    // By its place in the page: only the rows in view are in the document.
    const row = (index: number) => canvasElement.querySelector(`[data-index="${index}"]`);
    await waitFor(() => expect(row(0)).toHaveFocus());
    await userEvent.keyboard("j");
    await waitFor(() => expect(row(1)).toHaveFocus());
    await userEvent.keyboard("x");
    await expect(row(1)).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("x");
    await userEvent.keyboard("d");
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^Notify/ }));
    await waitFor(() => expect(canvas.getByText(/^Notice ordered for/)).toBeVisible());
    await waitFor(() => expect(document.body.querySelector("[role=menu]")).toBeNull());
    (row(1) as HTMLElement).focus();
    await userEvent.keyboard("u");
    await waitFor(() => expect(canvas.getByText("Taken back for 1 account.")).toBeVisible());
    await userEvent.keyboard("{Enter}");
    await userEvent.click(await canvas.findByRole("button", { name: "Close" }));
    await waitFor(() => expect(row(1)).toHaveFocus());
    await userEvent.keyboard("?");
    await waitFor(() =>
      expect(within(document.body).getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible(),
    );
  },
};

export const Filters: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Critical & open" }));
    await waitFor(() => expect(canvas.getByRole("button", { name: "Take off the filter Risk" })).toBeVisible());
    await userEvent.type(canvas.getByRole("searchbox", { name: "Name, e-mail or id" }), "nobody of this name{Enter}");
    await expect(await canvas.findByText("Nobody matches these filters")).toBeVisible();
    await userEvent.click(canvas.getAllByRole("button", { name: "Clear all" })[0] as HTMLElement);
    await loadedDashboard(canvasElement);
    await expect(canvas.getByRole("searchbox")).toHaveValue("");
  },
};

export const MovesTheThreshold: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    const slider = await canvas.findByRole("slider", { name: "Threshold" });
    await expect(slider).toHaveAttribute("aria-valuenow", "30");
    slider.focus();
    await userEvent.keyboard("{PageUp}{PageUp}{PageUp}");
    await expect(slider).toHaveAttribute("aria-valuetext", "60 days, flags 54 accounts");
    await expect(canvas.getByText(/About 2 of them would come back/)).toBeVisible();
    await waitFor(() =>
      expect(canvas.getByRole("button", { name: "Back to your organisation’s default" })).toBeVisible(),
    );
  },
};

export const RunsAnAnalysis: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Refresh analysis" }));
    await expect(await canvas.findByText("Analysis in progress")).toBeVisible();
    await waitFor(() => expect(canvas.getByText("Analysis finished.")).toBeVisible(), { timeout: 8000 });
    await expect(canvas.getByText(/41 changed, 159 unchanged/)).toBeVisible();
  },
};

export const MayNotRun: Story = {
  parameters: { msw: over(runProblem(403, "missing_scope", "The token lacks insights:refresh.")) },
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Refresh analysis" }));
    await expect(await canvas.findByText("You cannot start an analysis.")).toBeVisible();
  },
};

export const MayOnlyLook: Story = {
  parameters: { msw: [allowing(["insights:read"], dashboardServer())] },
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await expect(canvas.getByText("View only")).toBeVisible();
    await expect(canvas.getByRole("button", { name: /^Export/ })).toBeVisible();
    await expect(canvas.queryByRole("button", { name: "Refresh analysis" })).toBeNull();
    await expect(canvas.queryByRole("checkbox")).toBeNull();
    await expect(canvas.queryByRole("button", { name: /^Decide about/ })).toBeNull();
    const row = () => canvasElement.querySelector<HTMLElement>('[data-index="0"]');
    row()?.focus();
    await userEvent.keyboard("xd");
    await expect(row()).toHaveAttribute("aria-selected", "false");
    await expect(within(document.body).queryByRole("menu")).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: /^Exemptions/ }));
    const drawer = within(await within(document.body).findByRole("dialog", { name: /Exemptions/ }));
    await expect(await drawer.findByText(EXEMPT_GROUP.value)).toBeVisible();
    await expect(drawer.queryByRole("button", { name: "Add an exemption" })).toBeNull();
    await expect(drawer.queryByRole("button", { name: /^Remove/ })).toBeNull();
    await userEvent.click(drawer.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(within(document.body).queryByRole("dialog")).toBeNull());
  },
};

export const Exemptions: Story = {
  parameters: {
    msw: over(
      ...settingsServer({
        exemptions: [
          { kind: "group", value: "Field engineers", reason: "Sign in through a shared kiosk", until: null },
          EXEMPT_GROUP,
        ],
      }),
    ),
  },
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: /^Exemptions/ }));
    const drawer = within(await within(document.body).findByRole("dialog", { name: "Exemptions and snoozes" }));
    await expect(await drawer.findByText("Field engineers")).toBeVisible();
    await userEvent.click(drawer.getByRole("button", { name: "Add an exemption" }));
    await userEvent.click(drawer.getByRole("button", { name: "Group" }));
    await userEvent.type(drawer.getByRole("textbox", { name: "Group" }), "Seasonal staff");
    await userEvent.type(drawer.getByRole("textbox", { name: /^Reason/ }), "Back in June");
    await userEvent.click(drawer.getByRole("button", { name: "Add" }));
    await expect(await drawer.findByText("Seasonal staff")).toBeVisible();
    // Shown before it is saved; the next change rests on the saved one.
    const remove = () => drawer.getByRole("button", { name: "Remove: Field engineers" });
    await waitFor(() => expect(remove()).toBeEnabled());
    await userEvent.click(remove());
    await waitFor(() => expect(drawer.queryByText("Field engineers")).toBeNull());
  },
};

export const ExportFailed: Story = {
  parameters: { msw: over(exportProblem(503, "unavailable", "Exports are paused. Try again in a minute.")) },
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Export" }));
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^CSV/ }));
    await expect(await canvas.findByText("Exports are paused. Try again in a minute.")).toBeVisible();
  },
};

export const DecisionRefused: Story = {
  parameters: { msw: over(decisionsProblem(409, "conflict", "Decisions are closed for the audit.")) },
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await userEvent.click(canvas.getAllByRole("button", { name: /^Decide about/ })[0] as HTMLElement);
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^Keep/ }));
    await waitFor(() => expect(canvas.getByText(/Nothing was decided\. Decisions are closed/)).toBeVisible());
    await waitFor(() => expect(canvas.queryByRole("button", { name: /^Kept\./ })).toBeNull());
  },
};
