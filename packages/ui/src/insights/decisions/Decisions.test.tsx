import { composeStories } from "@storybook/react-vite";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderStory } from "../../testing/render-story.tsx";
import * as stories from "./Decisions.stories.tsx";

const all = composeStories(stories);

async function choose(story: unknown, kind: RegExp) {
  const { user } = renderStory(story);
  await screen.findByText(/Maren Kvist/);
  await user.click(screen.getByRole("button", { name: "Decide" }));
  await user.click(await screen.findByRole("menuitem", { name: kind }));
  return user;
}

test("a decision shows at once, stands, and one undo takes it back for everybody", async () => {
  const user = await choose(all.Keeps, /^Keep/);
  expect(await screen.findByText("Maren Kvist: Kept")).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Kept 3 accounts."));
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Taken back for 3 accounts."));
  expect(screen.getByText("Ines Okonkwo: Open")).toBeInTheDocument();
});

test("a refused decision is rolled back and the server's reason is shown", async () => {
  await choose(all.RolledBack, /^Keep/);
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("The database is being moved."));
  expect(screen.getByText("Maren Kvist: Open")).toBeInTheDocument();
});

test("who was decided by somebody else keeps that decision; the others get the new one", async () => {
  await choose(all.SomebodyElseWasFaster, /^Notify/);
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("1 account had been decided"));
  expect(screen.getByText("Maren Kvist: Kept")).toBeInTheDocument();
  expect(screen.getByText("Ines Okonkwo: Being asked")).toBeInTheDocument();
});
