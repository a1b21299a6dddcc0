import {
  buildDormancySummary,
  buildDormantUser,
  buildDormantUsersPage,
  buildRefreshJob,
} from "@dormant-users/shared-types/testing";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { loadedDashboard, OpenUserStandIn, over, withDashboardFrame } from "../../../testing/DashboardFrame.tsx";
import {
  dashboardServer,
  runServer,
  summaryAnswer,
  summaryPending,
  summaryProblem,
  summaryUnreachable,
} from "../../../testing/dashboard-handlers.ts";
import {
  dormantUsersAnswer,
  dormantUsersPending,
  dormantUsersProblem,
  dormantUsersUnreachable,
} from "../../../testing/handlers.ts";
import { buildEveryKindOfUser, buildUnusualUsers } from "../../../testing/unusual-users.ts";
import { DormantUsersDashboard } from "./DormantUsersDashboard.tsx";

const meta = {
  title: "Dashboard/DormantUsersDashboard",
  component: DormantUsersDashboard,
  args: { renderDetail: (user) => <OpenUserStandIn {...user} /> },
  decorators: [withDashboardFrame],
  parameters: { msw: dashboardServer() },
} satisfies Meta<typeof DormantUsersDashboard>;
export default meta;
type Story = StoryObj<typeof meta>;

/** They load late, and unbundled in the test run. */
const CHARTS = { timeout: 10_000 };

const STALE = {
  code: "stale_data",
  message: "The newest data is 4 days old.",
  data_as_of: "2026-11-18T06:00:00.000Z",
} as const;

/** As before the first analysis: who is quiet for how long is known, and how much it matters is not. */
const NO_RISKS = buildDormancySummary().histogram.map((bin) => ({
  ...bin,
  by_risk: { critical: 0, high: 0, medium: 0, low: 0, none: bin.users + bin.never_active },
}));

const overspent = () => {
  const { spend } = buildDormancySummary();
  return spend && { ...spend, cost_usd: spend.budget_usd + 0.02 };
};

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const canvas = await loadedDashboard(canvasElement);
    await expect(canvas.getByRole("heading", { name: "Dormant users" })).toBeVisible();
    await expect(canvas.getByText("Critical and high, open")).toBeVisible();
    const table = within(canvas.getByRole("table", { name: "Dormant users" }));
    await expect(within(table.getAllByRole("row")[1] as HTMLElement).getByText("Critical")).toBeVisible();
    await waitFor(
      () =>
        expect(canvasElement.querySelectorAll("svg:is(.recharts-surface, .du-bars)").length).toBeGreaterThanOrEqual(3),
      CHARTS,
    );
  },
};
export const Dark: Story = { ...Default, globals: { scheme: "dark" } };
export const Phone: Story = {
  globals: { viewport: { value: "phone" } },
  play: async ({ canvasElement }) => {
    await loadedDashboard(canvasElement);
    const page = canvasElement.ownerDocument.documentElement;
    await expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth);
    // Nobody scrolls through charts to come to the list.
    const canvas = within(canvasElement);
    await expect(canvas.getByRole("table", { name: "Dormant users" }).getBoundingClientRect().top).toBeLessThan(
      page.clientHeight,
    );
    await expect(canvas.queryByRole("heading", { name: "Trend" })).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: "Charts and threshold" }));
    await expect(canvas.getByRole("heading", { name: "Trend" })).toBeVisible();
    await waitFor(
      () => expect(canvasElement.querySelectorAll("svg.recharts-surface").length).toBeGreaterThanOrEqual(2),
      CHARTS,
    );
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
        histogram: NO_RISKS,
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
        histogram: NO_RISKS,
        critical_high_open: null,
        likely_gone: null,
        licences: null,
        trend: [],
        change: null,
        spend: null,
        last_run: null,
        threshold_suggestion: null,
      }),
      dormantUsersAnswer(buildDormantUsersPage(buildEveryKindOfUser())),
    ),
  },
};
export const Notices: Story = {
  parameters: {
    msw: over(
      summaryAnswer({
        warnings: [STALE],
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
            STALE,
            {
              code: "snapshot_held",
              source: "okta",
              message:
                "The snapshot of 2026-11-23T06:00:00.000Z is held until somebody accepts it: 158 of 386 accounts of okta are missing (limit 20%).",
              data_as_of: "2026-11-23T06:00:00.000Z",
              detail: "158 of 386 accounts of okta are missing (limit 20%).",
            },
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
  parameters: { msw: over(summaryProblem(503, "unavailable", "The figures could not be counted in time.")) },
  play: async ({ canvasElement }) => {
    await loadedDashboard(canvasElement);
    await expect(await within(canvasElement).findByRole("alert")).toHaveTextContent(
      "Figures and charts could not be loaded",
    );
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
  parameters: { msw: [dormantUsersUnreachable(), summaryUnreachable()] },
};

export const OneUser: Story = {
  parameters: { msw: over(dormantUsersAnswer(buildDormantUsersPage([buildDormantUser({ name: "Maren Kvist" })]))) },
};
