import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, screen, userEvent, waitFor, within } from "storybook/test";
import { Button } from "../../../components/Button.tsx";
import { DecisionsProvider } from "../../../insights/decisions/DecisionsProvider.tsx";
import type { NavigationTarget } from "../../../remote/contract.ts";
import { decisionsServer } from "../../../testing/decision-handlers.ts";
import { allowing } from "../../../testing/handlers.ts";
import { StoryShell } from "../../../testing/StoryShell.tsx";
import { buildFullInsight, buildUserDetail } from "../../../testing/user-detail.ts";
import {
  analysisServer,
  reviewServer,
  userDetailPending,
  userDetailProblem,
  userDetailServer,
  userDetailUnreachable,
} from "../../../testing/user-detail-handlers.ts";
import { DormantUserDetailModal } from "./DormantUserDetailModal.tsx";

const maren = buildUserDetail();
const [similar] = maren.similar_users;
const tomas = buildUserDetail({
  user_id: similar?.user_id ?? maren.user_id,
  name: "Tomás Ferreira",
  email: "t.ferreira@northwind.example",
  privileged: false,
  insight: buildFullInsight({ risk_level: "medium", risk_floor: "medium", confidence: 0.81 }),
  similar_users: [],
});
const SIBLINGS = [maren.user_id, tomas.user_id, "00000000-0000-4000-8000-0000000000ff"];

interface HarnessProps {
  readonly locale?: string;
  readonly siblings?: readonly string[];
  readonly initiallyOpen?: boolean;
  readonly onNavigate?: (target: NavigationTarget) => void;
}

/** A page that opens the dialog, as any list would. */
function Harness({ locale = "en-GB", siblings = SIBLINGS, initiallyOpen = true, onNavigate }: HarnessProps) {
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <StoryShell locale={locale} {...(onNavigate ? { onNavigate } : {})}>
      <DecisionsProvider>
        <Button onClick={() => setOpen(true)}>Open Maren Kvist</Button>
        <DormantUserDetailModal
          userId={maren.user_id}
          open={open}
          onClose={() => setOpen(false)}
          siblings={siblings}
          linkOf={(id) => `https://trustx.example/dormant-users?user=${id}`}
        />
      </DecisionsProvider>
    </StoryShell>
  );
}

const meta = {
  title: "User detail/DormantUserDetailModal",
  component: Harness,
  parameters: {
    msw: [userDetailServer(maren, tomas), reviewServer(), ...decisionsServer(), ...analysisServer("succeeded")],
  },
} satisfies Meta<typeof Harness>;
export default meta;
type Story = StoryObj<typeof meta>;

const withUser = (overrides: Parameters<typeof buildUserDetail>[0]) => ({
  parameters: {
    msw: [
      userDetailServer(buildUserDetail(overrides), tomas),
      reviewServer(),
      ...decisionsServer(),
      ...analysisServer(),
    ],
  },
});

const PHONE = { viewport: { value: "phone" } };

export const Default: Story = {
  play: async () => {
    const dialog = await screen.findByRole("dialog", { name: /Maren Kvist/ });
    await waitFor(() => expect(within(dialog).getByRole("heading", { name: "Why" })).toBeVisible());
  },
};
export const InAHostWithAccounts: Story = { args: { onNavigate: () => {} } };
export const ClosedAtFirst: Story = { args: { initiallyOpen: false } };
export const Dark: Story = { globals: { scheme: "dark" } };
export const OnPhone: Story = { globals: PHONE };
export const OnPhoneInTheDark: Story = { globals: { ...PHONE, scheme: "dark" } };
export const InGerman: Story = { args: { locale: "de-DE" } };
export const RightToLeft: Story = { args: { locale: "ar-EG" } };
export const RightToLeftOnPhone: Story = { args: { locale: "ar-EG" }, globals: PHONE };
export const Loading: Story = { parameters: { msw: [userDetailPending()] } };
export const LoadingOnPhone: Story = { ...Loading, globals: PHONE };
export const Failed: Story = { parameters: { msw: [userDetailProblem(500, "internal", "Internal error")] } };
export const Offline: Story = { parameters: { msw: [userDetailUnreachable()] } };
export const Gone: Story = { parameters: { msw: [userDetailServer()] } };
export const NoPermission: Story = {
  parameters: { msw: [userDetailProblem(403, "missing_scope", "The token lacks the scope insights:read.")] },
};
export const MayOnlyLook: Story = {
  parameters: { msw: [allowing(["insights:read"], [userDetailServer(maren, tomas)])] },
  play: async () => {
    const dialog = within(await screen.findByRole("dialog", { name: /Maren Kvist/ }));
    await expect(await dialog.findByText("Your account lacks the permission decisions:write.")).toBeVisible();
    for (const name of [/^Disable/, /^Exempt/, /^Snooze/, /^Notify/, /^Decide/, /^Undo/, /^Yes/]) {
      await expect(dialog.queryByRole("button", { name })).toBeNull();
    }
    await expect(dialog.getByRole("heading", { name: "Why" })).toBeVisible();
  },
};
export const MayOnlyLookOnPhone: Story = { ...MayOnlyLook, globals: PHONE };
export const Stale: Story = withUser({ stale: true });
export const NotAnalysedYet: Story = withUser({
  insight: null,
  insight_id: null,
  analysed_at: null,
  similar_users: [],
  earlier_insights: [],
});
export const ByTheRules: Story = withUser({
  insight: buildFullInsight({
    source: "rules",
    rules_reason: "budget_exhausted",
    model_id: null,
    confidence: 0.7,
    risk_level: "high",
    risk_floor: "high",
  }),
});
export const TooLittleEvidence: Story = withUser({
  insight: buildFullInsight({
    insufficient_evidence: true,
    confidence: 0.31,
    risk_level: "medium",
    risk_floor: "medium",
  }),
  return_probability: null,
  return_basis: null,
  typical_gap_days: null,
  activity_days: [],
  activity_days_total: 0,
  similar_users: [],
});
export const NeverActive: Story = withUser({
  state: "never_active",
  reason: "never_signed_in",
  explanation: "Never active; the account exists since 4 Mar 2023, longer than 30 days.",
  last_active_at: null,
  last_active_source: null,
  last_active_basis: "none",
  account_type: "guest",
  days_inactive: 1359,
  activity_days: [],
  activity_days_total: 0,
  return_probability: null,
  return_basis: null,
  typical_gap_days: null,
});
export const NotDormantAnyMore: Story = {
  ...withUser({
    state: "active",
    reason: "active_since_cutoff",
    explanation: "Last active on 20 Nov 2026, 2 days ago; dormant only after 30 days.",
    last_active_at: "2026-11-20T09:00:00.000Z",
    dormant_from: "2026-12-20T09:00:00.000Z",
    days_inactive: 2,
  }),
  play: async () => {
    const title = await screen.findByRole("heading", { name: "What to do" });
    const proposed = within(title.closest("section") as HTMLElement);
    await expect(proposed.getAllByRole("listitem").length).toBeGreaterThan(0);
    // Each leads to its evidence, and none to a decision.
    for (const button of proposed.getAllByRole("button")) await expect(button).toHaveAccessibleName(/E[0-9]+/);
  },
};
export const LongAndForeign: Story = withUser({
  name: "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Northern Territories",
  email: "wolfeschlegelsteinhausenbergerdorff.featherstonehaugh.the-second@subsidiary.northwind-traders.example",
  department: "Global supply chain resilience and business continuity planning",
  account_type: "guest",
});
export const LongAndForeignOnPhone: Story = { ...LongAndForeign, globals: PHONE };

export const ConfidenceAddsUp: Story = {
  play: async () => {
    await userEvent.click(await screen.findByRole("button", { name: /how it adds up/ }));
    const terms = await screen.findByRole("dialog", { name: "How the confidence adds up" });
    await waitFor(() => expect(within(terms).getByRole("rowheader", { name: "Confidence" })).toBeVisible());
  },
};
export const EvidenceLightsUp: Story = {
  play: async () => {
    const [tag] = await screen.findAllByRole("button", { name: /^Evidence E5/ });
    await userEvent.click(tag as HTMLElement);
    await waitFor(() => expect(screen.getByRole("row", { name: /MFA: not enrolled/ })).toHaveFocus());
  },
};
