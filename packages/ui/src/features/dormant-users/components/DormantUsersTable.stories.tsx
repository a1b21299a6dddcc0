import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { HttpResponse, http } from "msw";
import { expect, userEvent, waitFor, within } from "storybook/test";
import {
  dormantUsersAnswer,
  dormantUsersPending,
  dormantUsersProblem,
  dormantUsersServer,
  dormantUsersUnreachable,
  problemResponse,
} from "../../../testing/handlers.ts";
import { StoryShell } from "../../../testing/StoryShell.tsx";
import { buildTenantDirectory } from "../../../testing/tenant-directory.ts";
import { buildEveryKindOfUser, buildUnusualUsers } from "../../../testing/unusual-users.ts";
import { DormantUsersTable } from "./DormantUsersTable.tsx";

const tenant = dormantUsersServer(() => buildTenantDirectory(900));
const nobodyDormant = buildDormantUsersPage([], {
  counts: { disabled: 201, exempt: 11, snoozed: 2, unknown: 5, never_active: 0, dormant: 0, active: 3263 },
});

const meta = {
  title: "Dormant users/DormantUsersTable",
  component: DormantUsersTable,
  decorators: [
    (Story) => (
      <StoryShell>
        <Story />
      </StoryShell>
    ),
  ],
  parameters: { msw: [tenant] },
} satisfies Meta<typeof DormantUsersTable>;
export default meta;
type Story = StoryObj<typeof meta>;

const rowsOf = (canvas: ReturnType<typeof within>) => canvas.getAllByRole("row").slice(1);
const isCalm = (canvas: ReturnType<typeof within>) =>
  waitFor(() => {
    expect(canvas.queryByRole("progressbar")).toBeNull();
    expect(canvas.getByRole("button", { name: "Refresh" })).toHaveAttribute("aria-disabled", "false");
  });

export const Default: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of/);
    await expect(canvas.getByRole("spinbutton", { name: "Days inactive" })).toHaveValue(30);
    await expect(rowsOf(canvas)).toHaveLength(50);
  },
};

export const Dark: Story = { globals: { scheme: "dark" } };
export const Phone: Story = { globals: { viewport: { value: "phone" } } };
export const SmallPhone: Story = {
  globals: { viewport: { value: "smallPhone" } },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(/^1–50 of/);
    const page = canvasElement.ownerDocument.documentElement;
    await expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth);
  },
};
export const PhoneDark: Story = { globals: { viewport: { value: "phone" }, scheme: "dark" } };

export const Loading: Story = {
  parameters: { msw: [dormantUsersPending()] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByRole("progressbar", { name: /Loading/ });
    await expect(canvas.getByRole("spinbutton")).toBeDisabled();
    await expect(canvas.getByRole("button", { name: /Refreshing/ })).toHaveAttribute("aria-disabled", "true");
  },
};

export const Empty: Story = {
  parameters: { msw: [dormantUsersAnswer(nobodyDormant)] },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText("Nobody has been quiet for 30 days");
  },
};

export const NothingImportedYet: Story = {
  parameters: {
    msw: [
      dormantUsersAnswer(
        buildDormantUsersPage([], {
          as_of: null,
          data_as_of: null,
          cutoff: null,
          counts: { disabled: 0, exempt: 0, snoozed: 0, unknown: 0, never_active: 0, dormant: 0, active: 0 },
          warnings: [{ code: "no_data", message: "No user data has arrived yet." }],
        }),
      ),
    ],
  },
};

export const Failed: Story = {
  parameters: { msw: [dormantUsersProblem(500, "internal", "Internal error. Quote the request id to support.")] },
  play: async ({ canvasElement }) => {
    const alert = await within(canvasElement).findByRole("alert");
    await expect(alert).toHaveTextContent("Quote the request id");
    await expect(alert).toHaveTextContent("01JD8Z6M3QK4T9V2B7XN5R0CWE");
    await expect(within(alert).getByRole("button", { name: "Retry" })).toBeEnabled();
  },
};

export const Unreachable: Story = { parameters: { msw: [dormantUsersUnreachable()] } };
export const FailedOnPhone: Story = { ...Failed, globals: { viewport: { value: "phone" } } };

let isDown = true;
export const FailedThenRetried: Story = {
  beforeEach: () => {
    isDown = true;
  },
  parameters: {
    msw: [
      http.get("*/dormant-users", () =>
        isDown
          ? problemResponse(503, "unavailable", "The database is being upgraded. Try again in a minute.")
          : undefined,
      ),
      tenant,
    ],
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const retry = await canvas.findByRole("button", { name: "Retry" }, { timeout: 4000 });
    isDown = false;
    await userEvent.click(retry);
    await canvas.findByText(/^1–50 of/);
    await expect(canvas.queryByRole("alert")).toBeNull();
  },
};

export const NoPermission: Story = {
  parameters: { msw: [dormantUsersProblem(403, "missing_scope", "The token lacks the scope insights:read.")] },
  play: async ({ canvasElement }) => {
    const alert = await within(canvasElement).findByRole("alert");
    await expect(alert).toHaveTextContent("You do not have access to dormant users");
    await expect(alert).toHaveTextContent("insights:read");
  },
};

export const SessionEnded: Story = {
  parameters: { msw: [dormantUsersProblem(401, "invalid_token", "The token has expired.")] },
};

export const StaleAndPartial: Story = {
  parameters: {
    msw: [
      dormantUsersAnswer(
        buildDormantUsersPage(buildEveryKindOfUser(), {
          as_of: "2026-11-17T06:00:00.000Z",
          data_as_of: "2026-11-17T06:00:00.000Z",
          warnings: [
            {
              code: "stale_data",
              message: "The newest data is 5 days old.",
              data_as_of: "2026-11-17T06:00:00.000Z",
            },
            {
              code: "no_activity_data",
              source: "scim",
              message: "scim reports no sign-in activity; users known only there are unknown, not dormant.",
            },
            {
              code: "stale_source",
              source: "okta",
              message: "okta last delivered 2026-11-02T21:05:00.000Z; its users are judged as of then.",
              data_as_of: "2026-11-02T21:05:00.000Z",
            },
          ],
        }),
      ),
    ],
  },
};

export const EveryKindOfRow: Story = {
  parameters: { msw: [dormantUsersAnswer(buildDormantUsersPage(buildEveryKindOfUser()))] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect((await canvas.findAllByText("Never signed in")).length).toBe(2);
    await canvas.findByText("account from 24 Apr 2026");
    await canvas.findByText("30+");
  },
};

export const NeverActiveOnPhone: Story = { ...EveryKindOfRow, globals: { viewport: { value: "phone" } } };

export const LongAndForeignNames: Story = {
  parameters: { msw: [dormantUsersAnswer(buildDormantUsersPage(buildUnusualUsers()))] },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText("山本 健太郎");
    const page = canvasElement.ownerDocument.documentElement;
    await expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth);
  },
};
export const LongNamesOnSmallPhone: Story = { ...LongAndForeignNames, globals: { viewport: { value: "smallPhone" } } };

export const TenThousandAccounts: Story = {
  parameters: { msw: [dormantUsersServer(() => buildTenantDirectory(10_000))] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of \d,\d{3}/);
    await userEvent.click(canvas.getByRole("button", { name: "Last page" }));
    await isCalm(canvas);
    await expect(canvas.getByRole("button", { name: "Next page" })).toHaveAttribute("aria-disabled", "true");
  },
};

export const UsersAsLinks: Story = {
  decorators: [
    (Story) => (
      <StoryShell onNavigate={() => {}}>
        <Story />
      </StoryShell>
    ),
  ],
};

export const RightToLeft: Story = {
  decorators: [
    (Story) => (
      <StoryShell locale="ar-EG">
        <Story />
      </StoryShell>
    ),
  ],
};

export const Sorting: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of/);
    const header = canvas.getByRole("columnheader", { name: "Days inactive" });
    await expect(header).toHaveAttribute("aria-sort", "descending");
    await userEvent.click(within(header).getByRole("button"));
    await isCalm(canvas);
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    await expect(rowsOf(canvas)[0]).toHaveTextContent(/30/);
    await userEvent.click(canvas.getByRole("button", { name: "E-mail" }));
    await isCalm(canvas);
    await expect(rowsOf(canvas)[0]).toHaveTextContent(/^akira/);
  },
};

export const ChangingTheThreshold: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of/);
    const field = canvas.getByRole("spinbutton", { name: "Days inactive" });
    await userEvent.clear(field);
    await userEvent.type(field, "0");
    await canvas.findByText("Enter whole days from 1 to 3,650");
    await userEvent.clear(field);
    await userEvent.type(field, "365{Enter}");
    await isCalm(canvas);
    await expect(canvas.getByText("in more than 365 days")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "90 days" }));
    await isCalm(canvas);
    await expect(field).toHaveValue(90);
  },
};

export const Refreshing: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of/);
    const refresh = canvas.getByRole("button", { name: "Refresh" });
    await userEvent.click(refresh);
    await isCalm(canvas);
    await expect(refresh).toHaveFocus();
  },
};

export const Paging: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of/);
    await userEvent.click(canvas.getByRole("button", { name: "Next page" }));
    await canvas.findByText(/^51–100 of/);
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Rows per page" }), "25");
    await canvas.findByText(/^51–75 of/);
    await userEvent.click(canvas.getByRole("button", { name: "First page" }));
    await canvas.findByText(/^1–25 of/);
    await isCalm(canvas);
    await expect(rowsOf(canvas)).toHaveLength(25);
  },
};

/** The rows before stay, dimmed, while the next ones are on their way. */
export const NextPageOnItsWay: Story = {
  parameters: {
    msw: [
      http.get("*/dormant-users", async ({ request }) => {
        if (new URL(request.url).searchParams.get("skip") === "0") return undefined;
        await new Promise(() => {});
        return HttpResponse.error();
      }),
      tenant,
    ],
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText(/^1–50 of/);
    await userEvent.click(canvas.getByRole("button", { name: "Next page" }));
    await canvas.findByRole("progressbar", { name: /Loading/ });
    await expect(canvas.getByRole("table")).toHaveAttribute("aria-busy", "true");
  },
};
