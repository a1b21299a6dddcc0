import type { DormantUser } from "@dormant-users/shared-types";
import { buildDormantUser, buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { useQuery } from "@tanstack/react-query";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { useInsights } from "../../lib/insights-context.tsx";
import { decisionsProblem, decisionsServer } from "../../testing/decision-handlers.ts";
import { StoryShell } from "../../testing/StoryShell.tsx";
import { queryKeys } from "../query-keys.ts";
import { DecideMenu } from "./DecideMenu.tsx";
import { DecisionsProvider } from "./DecisionsProvider.tsx";
import { UndoNotice } from "./UndoNotice.tsx";

const users = ["Maren Kvist", "Tomás Ferreira", "Ines Okonkwo"].map((name) => buildDormantUser({ name }));
const [maren] = users as [DormantUser, DormantUser, DormantUser];

/** A list as any feature might show it: what is decided is seen in what the list already holds. */
function Harness({ only = false }: { only?: boolean }) {
  const { tenant, messages } = useInsights();
  const words = messages.insights.decision;
  const { data } = useQuery({
    queryKey: queryKeys.lists(tenant),
    queryFn: () => buildDormantUsersPage(users),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const shown = data?.items ?? [];
  return (
    <DecisionsProvider>
      <div style={{ display: "grid", gap: 16, justifyItems: "start" }}>
        <ul>
          {shown.map((user) => (
            <li key={user.user_id}>
              {user.name}: {user.decision ? words.standing[user.decision.kind] : words.open}
            </li>
          ))}
        </ul>
        <DecideMenu subjects={only ? shown.slice(0, 1) : shown} />
        <UndoNotice />
      </div>
    </DecisionsProvider>
  );
}

const meta = {
  title: "Insights/Decisions",
  component: Harness,
  decorators: [
    (Story) => (
      <StoryShell>
        <Story />
      </StoryShell>
    ),
  ],
  parameters: { msw: decisionsServer() },
} satisfies Meta<typeof Harness>;
export default meta;
type Story = StoryObj<typeof meta>;

const choose = async (root: HTMLElement, kind: RegExp) => {
  const canvas = within(root);
  await canvas.findByText(/Maren Kvist/);
  await userEvent.click(canvas.getByRole("button", { name: "Decide" }));
  await userEvent.click(await within(document.body).findByRole("menuitem", { name: kind }));
};
const dialog = () => within(document.body).findByRole("dialog");

export const Keeps: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await choose(canvasElement, /^Keep/);
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent("Kept 3 accounts."));
    await expect(canvas.getByText("Maren Kvist: Kept")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent("Taken back for 3 accounts."));
    await expect(canvas.getByText("Maren Kvist: Open")).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Dismiss" })).toHaveFocus();
  },
};

export const ExemptNeedsAReason: Story = {
  args: { only: true },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Exempt/);
    const box = within(await dialog());
    await waitFor(() => expect(box.getByText("Exempt Maren Kvist")).toBeVisible());
    await userEvent.click(box.getByRole("button", { name: "Exempt" }));
    await expect(await box.findByText("Write at least 3 characters")).toBeVisible();
    await expect(box.getByRole("textbox", { name: /Reason/ })).toHaveFocus();
    await userEvent.type(box.getByRole("textbox", { name: /Reason/ }), "Long leave until spring");
    await userEvent.click(box.getByRole("button", { name: "180 days" }));
    await userEvent.click(box.getByRole("button", { name: "Exempt" }));
    await waitFor(() => expect(within(canvasElement).getByRole("status")).toHaveTextContent("Exempted Maren Kvist."));
    await waitFor(() => expect(within(canvasElement).getByRole("button", { name: "Decide" })).toHaveFocus());
  },
};

export const SnoozeDialog: Story = {
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Snooze/);
    const box = within(await dialog());
    await userEvent.click(box.getByRole("button", { name: "Snooze" }));
    await waitFor(() => expect(box.getByText("Choose a day after today")).toBeVisible());
  },
};
export const DisableDialogDark: Story = {
  globals: { scheme: "dark" },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Disable/);
    await waitFor(async () => expect(within(await dialog()).getByText("Disable 3 accounts")).toBeVisible());
  },
};
export const ReassignDialog: Story = {
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Reassign/);
    const box = within(await dialog());
    await userEvent.click(box.getByRole("button", { name: "Reassign" }));
    await waitFor(() => expect(box.getByText("Say who is to decide")).toBeVisible());
  },
};

export const SomebodyElseWasFaster: Story = {
  parameters: { msw: decisionsServer({ conflicting: [maren.user_id] }) },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Notify/);
    const canvas = within(canvasElement);
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent(/1 account had been decided/));
    await expect(canvas.getByText("Maren Kvist: Kept")).toBeVisible();
    await expect(canvas.getByText("Ines Okonkwo: Being asked")).toBeVisible();
  },
};

export const RolledBack: Story = {
  parameters: { msw: [decisionsProblem(503, "unavailable", "The database is being moved. Try again in a minute.")] },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Keep/);
    const canvas = within(canvasElement);
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent(/Nothing was decided\. The database/));
    await expect(canvas.getByText("Maren Kvist: Open")).toBeVisible();
    await expect(canvas.queryByRole("button", { name: "Undo" })).toBeNull();
  },
};

export const MayNotDecide: Story = {
  parameters: { msw: [decisionsProblem(403, "missing_scope", "The token lacks decisions:write.")] },
  play: async ({ canvasElement }) => {
    await choose(canvasElement, /^Keep/);
    await waitFor(() => expect(within(canvasElement).getByRole("status")).toHaveTextContent(/decisions:write/));
  },
};
