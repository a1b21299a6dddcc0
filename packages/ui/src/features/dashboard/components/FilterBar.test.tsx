import { composeStories } from "@storybook/react-vite";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { openDashboard } from "../../../testing/open-dashboard.tsx";
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

test("a filter is taken off by its own cross, and whoever pressed it is at its menu", async () => {
  const { user } = renderStory(shown.Default);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "Critical & open" }));
  await user.click(await screen.findByRole("button", { name: "Take off the filter Risk" }));
  expect(await screen.findByRole("button", { name: "Risk: all" })).toHaveFocus();
  expect(screen.getByRole("button", { name: "Decision: Not decided" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Clear all" }));
  expect(await screen.findByRole("button", { name: "Decision: any" })).toBeInTheDocument();
  expect(screen.getByRole("group", { name: "Filters" })).toHaveFocus();
});

test("in a menu the arrows go on from where the hand rests", async () => {
  const { user } = renderStory(shown.Default);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "Risk: all" }));
  await user.hover(await screen.findByRole("menuitemcheckbox", { name: "High" }));
  await waitFor(() => expect(screen.getByRole("menuitemcheckbox", { name: "High" })).toHaveFocus());
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("menuitemcheckbox", { name: "Medium" })).toHaveFocus();
});

test("whom a search will show is asked for while the word may still be written, and shown once it is", async () => {
  const { pageUrl } = openDashboard("");
  await screen.findByText(/^1–50 of/);
  const asked = new Map<string, string>();
  const fetches = vi.spyOn(globalThis, "fetch").mockImplementation(
    new Proxy(globalThis.fetch, {
      apply(fetch, self, [request, ...rest]: Parameters<typeof globalThis.fetch>) {
        const q = new URL(request instanceof Request ? request.url : request, "http://page").searchParams.get("q");
        if (q) asked.set(q, pageUrl.search());
        return Reflect.apply(fetch, self, [request, ...rest]);
      },
    }),
  );
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "kvist" } });
  await waitFor(() => expect(pageUrl.search()).toBe("du_q=kvist"));
  fetches.mockRestore();
  expect(asked).toEqual(new Map([["kvist", ""]]));
});
