import { composeStories } from "@storybook/react-vite";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderStory } from "../../../testing/render-story.tsx";
import * as states from "./DormantUsersDashboard.stories.tsx";

const shown = composeStories(states);

test("before anybody filters, the buttons say that something is left out, and the menu ticks the states that are listed, at least one", async () => {
  const { user } = renderStory(shown.Default);
  await screen.findByText(/^1–50 of/);
  expect(screen.getByRole("button", { name: "Type: default" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "State: default" }));
  const menu = within(await screen.findByRole("menu", { name: "State" }));
  const ticked = () => menu.getAllByRole("menuitemcheckbox", { checked: true }).map((item) => item.textContent?.trim());
  expect(ticked()).toEqual(["Dormant", "Never active"]);
  await user.click(menu.getByRole("menuitemcheckbox", { name: "Dormant" }));
  const last = await menu.findByRole("menuitemcheckbox", { name: /^Never active.*One state always stays chosen/ });
  await user.click(last);
  expect(ticked()).toEqual([last.textContent?.trim()]);
  await user.click(menu.getByRole("menuitemcheckbox", { name: "Dormant" }));
  await waitFor(() => expect(ticked()).toEqual(["Dormant", "Never active"]));
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: "State: default" })).toBeInTheDocument();
});
