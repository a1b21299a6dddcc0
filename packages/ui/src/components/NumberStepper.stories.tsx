import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { NumberStepper } from "./NumberStepper.tsx";

const meta = {
  title: "Parts/NumberStepper",
  component: NumberStepper,
  args: {
    value: 30,
    min: 1,
    max: 3650,
    onCommit: fn(),
    label: "Days inactive",
    invalidText: "Enter whole days from 1 to 3,650",
    moreLabel: "One day more",
    fewerLabel: "One day fewer",
  },
} satisfies Meta<typeof NumberStepper>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {};
export const Disabled: Story = { args: { disabled: true } };
export const NotKnownYet: Story = { args: { value: undefined, disabled: true } };
export const AtItsSmallest: Story = { args: { value: 1 } };

export const Invalid: Story = {
  play: async ({ canvasElement }) => {
    const field = within(canvasElement).getByRole("spinbutton");
    await userEvent.clear(field);
    await userEvent.type(field, "9999");
    await expect(field).toBeInvalid();
  },
};

export const BackIntoRange: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    const field = canvas.getByRole("spinbutton");
    await userEvent.clear(field);
    await userEvent.type(field, "9999");
    await expect(canvas.getByRole("button", { name: "One day more" })).toBeDisabled();
    await userEvent.click(canvas.getByRole("button", { name: "One day fewer" }));
    await waitFor(() => expect(args.onCommit).toHaveBeenCalledWith(3650));
  },
};

export const SteppingWithTheKeyboard: Story = {
  play: async ({ canvasElement, args }) => {
    const field = within(canvasElement).getByRole("spinbutton");
    await userEvent.click(field);
    await userEvent.keyboard("{ArrowUp}{ArrowUp}{PageUp}{ArrowDown}");
    await waitFor(() => expect(args.onCommit).toHaveBeenCalledWith(41));
    await expect(args.onCommit).toHaveBeenCalledTimes(1);
  },
};
