import {
  buildDormancySummary,
  buildDormantUser,
  buildDormantUsersPage,
  buildRefreshJob,
} from "@dormant-users/shared-types/testing";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { DecisionsProvider } from "../../../insights/decisions/DecisionsProvider.tsx";
import {
  dashboardServer,
  exportProblem,
  runProblem,
  runServer,
  settingsServer,
  summaryAnswer,
  summaryPending,
  summaryProblem,
} from "../../../testing/dashboard-handlers.ts";
import { decisionsProblem } from "../../../testing/decision-handlers.ts";
import {
  dormantUsersAnswer,
  dormantUsersPending,
  dormantUsersProblem,
  dormantUsersUnreachable,
} from "../../../testing/handlers.ts";
import { StoryShell } from "../../../testing/StoryShell.tsx";
import { buildEveryKindOfUser, buildUnusualUsers } from "../../../testing/unusual-users.ts";
import { DormantUsersDashboard } from "./DormantUsersDashboard.tsx";

const meta = {
  title: "Dashboard/DormantUsersDashboard",
  component: DormantUsersDashboard,
  args: { renderDetail: ({ userId, onClose }) => <OpenUserStandIn userId={userId} onClose={onClose} /> },
  decorators: [
    (Story, { parameters }) => (
      <StoryShell {...parameters.shell}>
        <DecisionsProvider>
          <Story />
        </DecisionsProvider>
      </StoryShell>
    ),
  ],
  parameters: { msw: dashboardServer() },
} satisfies Meta<typeof DormantUsersDashboard>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Stands where the details of a user will be. */
function OpenUserStandIn({ userId, onClose }: { userId: string; onClose: () => void }) {
  return (
    <section aria-label="Details">
      {userId}
      <button type="button" onClick={onClose}>
        Close
      </button>
    </section>
  );
}

const loaded = async (root: HTMLElement) => {
  const canvas = within(root);
  await canvas.findByText(/^1–50 of/);
  return canvas;
};
/** They load late, and unbundled in the test run. */
const CHARTS = { timeout: 10_000 };
const over = (...first: unknown[]) => [...first, ...dashboardServer()];

const overspent = () => {
  const { spend } = buildDormancySummary();
  return spend && { ...spend, cost_usd: spend.budget_usd + 0.02 };
};

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    await expect(canvas.getByRole("heading", { name: "Dormant users" })).toBeVisible();
    await expect(canvas.getByText("Critical and high, open")).toBeVisible();
    await waitFor(
      () => expect(canvasElement.querySelectorAll(".recharts-surface").length).toBeGreaterThanOrEqual(3),
      CHARTS,
    );
  },
};
export const Dark: Story = { ...Default, globals: { scheme: "dark" } };
export const Phone: Story = {
  globals: { viewport: { value: "phone" } },
  play: async ({ canvasElement }) => {
    await loaded(canvasElement);
    const page = canvasElement.ownerDocument.documentElement;
    await expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth);
  },
};
export const German: Story = {
  parameters: { shell: { locale: "de-DE" } },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(/^1–50 von/);
  },
};
export const RightToLeft: Story = { parameters: { shell: { locale: "ar" } } };

export const Loading: Story = { parameters: { msw: [dormantUsersPending(), summaryPending()] } };

export const SelectsAndDecides: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    const boxes = canvas.getAllByRole("checkbox", { name: /^Select (?!everybody)/ });
    for (const box of boxes.slice(0, 3)) await userEvent.click(box);
    await expect(canvas.getByText("3 selected")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Decide about 3 users" }));
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^Keep/ }));
    await waitFor(() => expect(canvas.getByText("Kept 3 accounts.")).toBeVisible());
    await expect(canvas.getAllByRole("button", { name: /^Kept\./ })).toHaveLength(3);
    await userEvent.click(canvas.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(canvas.getByText("Taken back for 3 accounts.")).toBeVisible());
    await expect(canvas.queryByRole("button", { name: /^Kept\./ })).toBeNull();
  },
};

export const WorksByKeyboard: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
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
    const canvas = await loaded(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Critical & open" }));
    await waitFor(() => expect(canvas.getByRole("button", { name: "Take off the filter Critical" })).toBeVisible());
    await userEvent.type(canvas.getByRole("searchbox", { name: "Name, e-mail or id" }), "nobody of this name{Enter}");
    await expect(await canvas.findByText("Nobody matches these filters")).toBeVisible();
    await userEvent.click(canvas.getAllByRole("button", { name: "Clear all" })[0] as HTMLElement);
    await loaded(canvasElement);
    await expect(canvas.getByRole("searchbox")).toHaveValue("");
  },
};

export const MovesTheThreshold: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    const slider = canvas.getByRole("slider", { name: "Threshold" });
    await expect(slider).toHaveAttribute("aria-valuenow", "30");
    slider.focus();
    await userEvent.keyboard("{PageUp}{PageUp}{PageUp}");
    await expect(slider).toHaveAttribute("aria-valuetext", "60 days, flags 34 accounts");
    await expect(canvas.getByText(/About 2 of them would come back/)).toBeVisible();
    await waitFor(() => expect(canvas.getByRole("button", { name: "Back to your organisation’s own" })).toBeVisible());
  },
};

export const RunsAnAnalysis: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Refresh analysis" }));
    await expect(await canvas.findByText("Analysis in progress")).toBeVisible();
    await waitFor(() => expect(canvas.getByText("Analysis finished.")).toBeVisible(), { timeout: 8000 });
    await expect(canvas.getByText(/41 changed, 159 unchanged/)).toBeVisible();
  },
};
export const RunUnderWay: Story = {
  parameters: {
    msw: over(
      summaryAnswer({ active_run: buildRefreshJob({ analysed: 30, unchanged: 90 }) }),
      ...runServer([{ analysed: 30, unchanged: 90 }]),
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/120 of 200/)).toBeVisible();
  },
};
export const RunEndedInPart: Story = {
  parameters: {
    msw: over(
      summaryAnswer({ active_run: buildRefreshJob() }),
      ...runServer([
        {
          status: "partial",
          failed: 4,
          analysed: 96,
          unchanged: 100,
          outcome: "The model refused 4 answers in a row.",
        },
      ]),
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText("Analysis finished in part.")).toBeVisible();
  },
};
export const MayNotRun: Story = {
  parameters: { msw: over(runProblem(403, "missing_scope", "The token lacks insights:refresh.")) },
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Refresh analysis" }));
    await expect(await canvas.findByText("You cannot start an analysis.")).toBeVisible();
  },
};

export const Exemptions: Story = {
  parameters: {
    msw: over(
      ...settingsServer({
        exemptions: [
          { kind: "group", value: "Field engineers", reason: "Sign in through a shared kiosk", until: null },
          { kind: "group", value: "Parental leave", reason: "HR keeps the list", until: "2027-03-01T12:00:00.000Z" },
        ],
      }),
    ),
  },
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: /^Exemptions/ }));
    const drawer = within(await within(document.body).findByRole("dialog", { name: "Exemptions and snoozes" }));
    await expect(await drawer.findByText("Field engineers")).toBeVisible();
    await userEvent.click(drawer.getByRole("button", { name: "Add an exemption" }));
    await userEvent.click(drawer.getByRole("button", { name: "Group" }));
    await userEvent.type(drawer.getByRole("textbox", { name: "Group" }), "Seasonal staff");
    await userEvent.type(drawer.getByRole("textbox", { name: /^Reason/ }), "Back in June");
    await userEvent.click(drawer.getByRole("button", { name: "Add" }));
    await expect(await drawer.findByText("Seasonal staff")).toBeVisible();
    await userEvent.click(drawer.getByRole("button", { name: "Remove: Field engineers" }));
    await waitFor(() => expect(drawer.queryByText("Field engineers")).toBeNull());
  },
};

export const Empty: Story = {
  parameters: {
    msw: over(
      dormantUsersAnswer(
        buildDormantUsersPage([], {
          counts: { disabled: 201, exempt: 11, snoozed: 2, unknown: 5, never_active: 0, dormant: 0, active: 3263 },
        }),
      ),
    ),
  },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText("Nobody has been quiet for 30 days");
  },
};
export const NothingImportedYet: Story = {
  parameters: {
    msw: over(
      summaryAnswer({ data_as_of: null, as_of: null, last_run: null }),
      dormantUsersAnswer(buildDormantUsersPage([], { as_of: null, data_as_of: null, cutoff: null })),
    ),
  },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText("No accounts have been imported yet");
  },
};
export const NotAnalysedYet: Story = {
  parameters: {
    msw: over(
      summaryAnswer({
        last_run: null,
        risk_counts: { critical: 0, high: 0, medium: 0, low: 0 },
        critical_high_open: null,
        likely_gone: null,
        licences: null,
        trend: [],
        change: null,
        spend: null,
        agreement: [],
        threshold_suggestion: null,
      }),
      dormantUsersAnswer(buildDormantUsersPage(buildEveryKindOfUser())),
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole("button", { name: "Analyse now" })).toBeVisible();
  },
};

/** A server from before there were risks, trends and runs in the summary. */
export const OlderServer: Story = {
  parameters: {
    msw: over(
      summaryAnswer({
        risk_counts: undefined,
        open_risk_counts: undefined,
        agreement: undefined,
        flagged_by_days: [],
        critical_high_open: null,
        likely_gone: null,
        licences: null,
        trend: [],
        change: null,
        spend: null,
        last_run: null,
        threshold_suggestion: null,
      }),
    ),
  },
};
export const Notices: Story = {
  parameters: {
    msw: over(
      summaryAnswer({
        spend: overspent(),
        last_run: buildRefreshJob({
          status: "failed",
          finished_at: "2026-11-22T02:04:00.000Z",
          outcome: "The database was away for too long.",
        }),
      }),
      dormantUsersAnswer(
        buildDormantUsersPage(buildUnusualUsers(), {
          warnings: [
            { code: "stale_data", message: "The newest snapshot is from 18 Nov 2026." },
            { code: "snapshot_held", message: "Okta shrank by 41 %. Accept or reject it.", source: "okta" },
          ],
        }),
      ),
    ),
  },
};
export const LongText: Story = {
  parameters: { msw: over(dormantUsersAnswer(buildDormantUsersPage(buildUnusualUsers()))) },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(/^1–/);
    const page = canvasElement.ownerDocument.documentElement;
    await expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth);
  },
};
export const LongTextPhone: Story = { ...LongText, globals: { viewport: { value: "phone" } } };

export const Failed: Story = {
  parameters: {
    msw: [
      dormantUsersProblem(500, "internal", "Internal error. Quote the request id to support."),
      summaryProblem(500, "internal", "Internal error."),
    ],
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole("alert")).toHaveTextContent("Quote the request id");
  },
};
export const SummaryFailed: Story = {
  parameters: { msw: over(summaryProblem(503, "unavailable", "The summary is being made. Try again in a minute.")) },
  play: async ({ canvasElement }) => {
    await loaded(canvasElement);
    await expect(await within(canvasElement).findByRole("alert")).toHaveTextContent("Figures and charts are missing.");
  },
};
export const MayNotRead: Story = {
  parameters: {
    msw: [
      dormantUsersProblem(403, "missing_scope", "The token lacks insights:read."),
      summaryProblem(403, "missing_scope", "The token lacks insights:read."),
    ],
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText("You do not have access to dormant users")).toBeVisible();
  },
};
export const Unreachable: Story = {
  parameters: { msw: [dormantUsersUnreachable(), summaryProblem(503, "unavailable", "")] },
};
export const ExportFailed: Story = {
  parameters: { msw: over(exportProblem(503, "unavailable", "Exports are paused. Try again in a minute.")) },
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Export" }));
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^CSV/ }));
    await expect(await canvas.findByText("Exports are paused. Try again in a minute.")).toBeVisible();
  },
};
export const DecisionRefused: Story = {
  parameters: { msw: over(decisionsProblem(409, "conflict", "Decisions are closed for the audit.")) },
  play: async ({ canvasElement }) => {
    const canvas = await loaded(canvasElement);
    await userEvent.click(canvas.getAllByRole("button", { name: /^Decide about/ })[0] as HTMLElement);
    await userEvent.click(await within(document.body).findByRole("menuitem", { name: /^Keep/ }));
    await waitFor(() => expect(canvas.getByText(/Nothing was decided\. Decisions are closed/)).toBeVisible());
    await expect(canvas.queryByRole("button", { name: /^Kept\./ })).toBeNull();
  },
};

export const OneUser: Story = {
  parameters: { msw: over(dormantUsersAnswer(buildDormantUsersPage([buildDormantUser({ name: "Maren Kvist" })]))) },
};
