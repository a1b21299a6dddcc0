import type { Meta, StoryObj } from "@storybook/react-vite";
import { Icon } from "./Icon.tsx";
import { Tag } from "./Tag.tsx";

const meta = { title: "Parts/Tag", component: Tag, args: { children: "Never active" } } satisfies Meta<typeof Tag>;
export default meta;
type Story = StoryObj<typeof meta>;

const icon = <Icon name="admin" />;
export const Neutral: Story = {};
export const Warning: Story = { args: { tone: "warning", icon, children: "Privileged" } };
export const Info: Story = { args: { tone: "info", children: "Guest" } };
export const WarningInTheDark: Story = { ...Warning, globals: { scheme: "dark" } };
export const InfoInTheDark: Story = { ...Info, globals: { scheme: "dark" } };
