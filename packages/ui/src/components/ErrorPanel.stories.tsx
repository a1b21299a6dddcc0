import type { Meta, StoryObj } from "@storybook/react-vite";
import { ApiError } from "../lib/api-error.ts";
import { StoryShell } from "../testing/StoryShell.tsx";
import { ErrorPanel } from "./ErrorPanel.tsx";

const requestId = "01JD8Z6M3QK4T9V2B7XN5R0CWE";
const meta = {
  title: "Parts/ErrorPanel",
  component: ErrorPanel,
  decorators: [
    (Story) => (
      <StoryShell>
        <Story />
      </StoryShell>
    ),
  ],
  args: {
    error: new ApiError("problem", { status: 500, code: "internal", detail: "Internal error.", requestId }),
    onRetry: () => {},
  },
} satisfies Meta<typeof ErrorPanel>;
export default meta;
type Story = StoryObj<typeof meta>;

export const ServerFault: Story = {};
export const Retrying: Story = { args: { retrying: true } };
export const TimedOut: Story = { args: { error: new ApiError("timeout") } };
export const Unreachable: Story = { args: { error: new ApiError("unreachable") } };
export const SessionEnded: Story = { args: { error: new ApiError("signed_out", { status: 401 }) } };
export const NoPermission: Story = {
  args: { error: new ApiError("problem", { status: 403, code: "missing_scope", requestId }) },
};
export const Unreadable: Story = { args: { error: new ApiError("unreadable", { status: 200, requestId }) } };
export const OverRowsFromBefore: Story = { args: { note: "These rows are from before; refreshing them failed." } };
export const OnPhoneInTheDark: Story = { globals: { viewport: { value: "phone" }, scheme: "dark" } };
