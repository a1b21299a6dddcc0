import InboxOutlinedIcon from "@mui/icons-material/InboxOutlined";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";

const meta = {
  title: "Parts/EmptyState",
  component: EmptyState,
  args: {
    icon: <InboxOutlinedIcon />,
    title: "Nothing here yet",
    children: "What is missing, why, and what would fill this place.",
  },
} satisfies Meta<typeof EmptyState>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Plain: Story = {};
export const WithAction: Story = { args: { actions: <Button variant="outlined">Do something about it</Button> } };
export const DarkOnPhone: Story = { ...WithAction, globals: { viewport: { value: "phone" }, scheme: "dark" } };
