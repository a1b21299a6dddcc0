import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { composeStories } from "@storybook/react-vite";
import { act, screen, waitFor } from "@testing-library/react";
import { HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { listPage } from "../../../testing/list-page.ts";
import { openDashboard } from "../../../testing/open-dashboard.tsx";
import { renderStory } from "../../../testing/render-story.tsx";
import { buildTenantDirectory } from "../../../testing/tenant-directory.ts";
import { UNNOTICED_MS } from "../hooks/use-first-answer.ts";
import * as states from "./DormantUsersDashboard.stories.tsx";

const shown = composeStories(states);

test("the page is drawn once, with its rows", async () => {
  const later = globalThis.setTimeout;
  const impatient = vi
    .spyOn(globalThis, "setTimeout")
    .mockImplementation(((go: () => void, after?: number) =>
      after === UNNOTICED_MS ? undefined : later(go, after)) as typeof setTimeout);
  let firstDrawing: string | undefined;
  const watch = new MutationObserver(() => {
    if (screen.queryByRole("heading", { name: "Dormant users" })) firstDrawing ??= document.body.textContent;
  });
  watch.observe(document.body, { childList: true, subtree: true });
  renderStory(shown.Default);
  await waitFor(() => expect(firstDrawing).toMatch(/View details/));
  watch.disconnect();
  impatient.mockRestore();
});

test("where rows are late the page comes before them, with what it can say", async () => {
  let release = () => {};
  const held = new Promise<void>((go) => {
    release = go;
  });
  openDashboard("", async () => {
    await held;
    return HttpResponse.json(listPage(buildTenantDirectory(400), { limit: 50 }));
  });
  expect(screen.queryByRole("heading", { name: "Dormant users" })).toBeNull();
  expect(await screen.findByRole("heading", { name: "Dormant users" })).toBeInTheDocument();
  expect(screen.queryByText(/^1–50 of/)).toBeNull();
  release();
  expect(await screen.findByText(/^1–50 of/)).toBeInTheDocument();
});

test("the rows of another page are painted where they are in view before those beyond it are drawn", async () => {
  const { user } = renderStory(shown.Default);
  await screen.findByText(/^1–50 of/);
  const rows = () => document.querySelectorAll("[data-index]").length;
  // As many as jsdom's window, 768 px high, shows of rows nobody can measure.
  const inView = 9;
  await waitFor(() => expect(rows()).toBeGreaterThan(inView));
  const frames: FrameRequestCallback[] = [];
  const busy = vi.spyOn(globalThis, "requestAnimationFrame").mockImplementation((draw) => frames.push(draw));
  await user.click(screen.getByRole("button", { name: /next page/i }));
  await screen.findByText(/^51–100 of/);
  await waitFor(() => expect(rows()).toBe(inView));
  busy.mockRestore();
  for (const draw of frames) draw(performance.now());
  await waitFor(() => expect(rows()).toBeGreaterThan(inView));
});

/** Two views whose rows and figures differ, and are both known. @returns the way from one to the other */
async function knowTwoViews({ users = 1 } = {}) {
  const { pageUrl } = openDashboard("", ({ request }) => {
    const days = new URL(request.url).searchParams.get("inactive_days") ?? "usual";
    const listed = buildTenantDirectory(users).map(({ user }, at) => ({
      ...user,
      name: at === 0 ? `Listed at ${days}` : user.name,
    }));
    return HttpResponse.json(buildDormantUsersPage(listed));
  });
  const go = (search: string) => act(() => pageUrl.navigate(search, "push"));
  const figures = () => screen.getByLabelText("Key figures").textContent;
  await screen.findByText("Listed at usual");
  await screen.findByText("+6 since 15 Nov");
  const before = figures();
  go("du_days=150");
  expect(screen.getByRole("table", { name: "Dormant users" })).toHaveAttribute("data-dimmed", "true");
  await screen.findByText("Listed at 150");
  await waitFor(() => expect(figures()).not.toBe(before));
  const after = figures();
  go("");
  await screen.findByText("Listed at usual");
  await waitFor(() => expect(figures()).toBe(before));
  return {
    async goOver() {
      go("du_days=150");
      await screen.findByText("Listed at 150");
      await waitFor(() => expect(figures()).toBe(after));
    },
  };
}

test("other figures are drawn after the rows that come with them, also where both are known already", async () => {
  const { goOver } = await knowTwoViews();
  const rows = screen.getByRole("table", { name: "Dormant users" }).querySelector("tbody");
  const figures = screen.getByLabelText("Key figures");
  const drawn: string[] = [];
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const part = rows?.contains(target) ? "rows" : figures.contains(target) ? "figures" : undefined;
      if (part && drawn.at(-1) !== part) drawn.push(part);
    }
  });
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  await goOver();
  watch.disconnect();
  expect(drawn).toEqual(["rows", "figures"]);
});

test.each([
  { users: 1, marks: [] },
  { users: 12, marks: ["aria-busy", "aria-busy"] },
])(
  "$users rows that are known already: those before are not dimmed; few come with what was pressed, many a frame later",
  async (list) => {
    const { goOver } = await knowTwoViews(list);
    const table = screen.getByRole("table", { name: "Dormant users" });
    await waitFor(() => expect(table.querySelectorAll("[data-index]")).toHaveLength(list.users));
    const marks: (string | null)[] = [];
    const watch = new MutationObserver((changes) => marks.push(...changes.map(({ attributeName }) => attributeName)));
    watch.observe(table, { attributeFilter: ["data-dimmed", "aria-busy"] });
    await goOver();
    expect(marks).toEqual(list.marks);
    watch.disconnect();
  },
);
