import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, within } from "storybook/test";
import { RISK_LEVELS } from "../lib/contract/vocabulary.data.ts";
import { StoryShell } from "../testing/StoryShell.tsx";
import { AccountTags } from "./AccountTags.tsx";
import { Confidence } from "./Confidence.tsx";
import { EvidenceTag } from "./EvidenceTag.tsx";
import { ReturnMeter } from "./ReturnMeter.tsx";
import { RiskChip } from "./RiskChip.tsx";

const meta = {
  title: "Insights/Pieces",
  decorators: [
    (Story) => (
      <StoryShell>
        <div style={{ display: "grid", gap: 12, justifyItems: "start" }}>
          <Story />
        </div>
      </StoryShell>
    ),
  ],
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const Risk: Story = {
  render: () => (
    <>
      {RISK_LEVELS.map((level) => (
        <RiskChip key={level} level={level} />
      ))}
      <RiskChip level={null} />
    </>
  ),
  play: async ({ canvasElement }) => {
    for (const word of ["Critical", "High", "Medium", "Low", "Not analysed"]) {
      await expect(within(canvasElement).getByText(word)).toBeVisible();
    }
  },
};

export const HowSure: Story = {
  render: () => (
    <>
      <Confidence value={0.934} source="model" />
      <Confidence value={0.7} source="rules" />
      <Confidence value={0.31} source="rules" insufficientEvidence />
    </>
  ),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText("confidence 0.93")).toBeVisible();
    await expect(within(canvasElement).getByText("Too little evidence")).toBeVisible();
  },
};

export const WillReturn: Story = {
  render: () => (
    <>
      {[0, 0.001, 0.034, 0.5, 0.86, 0.998, 1, null].map((probability) => (
        <ReturnMeter key={String(probability)} probability={probability} />
      ))}
    </>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByText("<1%")).toBeVisible();
    await expect(canvas.getByText(">99%")).toBeVisible();
    await expect(canvas.getByRole("img", { name: "86% likely to return within 180 days" })).toBeVisible();
  },
};

export const EvidenceAndTags: Story = {
  render: () => (
    <>
      <p style={{ margin: 0 }}>
        Global administrator without MFA <EvidenceTag id="E1" text="Holds a privileged role." /> <EvidenceTag id="E2" />
      </p>
      <EvidenceTag id="E3" text="MFA: not enrolled." onOpen={() => undefined} pressed={false} />
      <EvidenceTag id="E12" text="MFA: not enrolled." onOpen={() => undefined} pressed />
      <span style={{ display: "flex", gap: 6 }}>
        <AccountTags user={{ privileged: true, account_type: "guest", state: "never_active" }} />
      </span>
    </>
  ),
  play: async ({ canvasElement }) => {
    await expect(
      within(canvasElement).getByRole("button", { name: "Evidence E12: MFA: not enrolled.", pressed: true }),
    ).toBeVisible();
  },
};
