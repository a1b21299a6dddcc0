import { listDormantUsers } from "@dormant-users/shared-types";
import { buildDormantUser, buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { composeStories } from "@storybook/react-vite";
import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { problemResponse } from "../../../testing/handlers.ts";
import { renderStory } from "../../../testing/render-story.tsx";
import { StoryShell } from "../../../testing/StoryShell.tsx";
import * as stories from "./DormantUsersTable.stories.tsx";
import { DormantUsersTable } from "./DormantUsersTable.tsx";

const all = composeStories(stories);
const LIST = `*${listDormantUsers.path}`;
const rows = () => screen.getAllByRole("row").slice(1);
const threshold = () => screen.getByRole("spinbutton", { name: "Days inactive" });
const settled = () => waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());

/** Notes the query of every request, and lets the story's own answer follow. */
function recordQueries() {
  const queries: URLSearchParams[] = [];
  const handler = http.get(LIST, ({ request }) => {
    queries.push(new URL(request.url).searchParams);
  });
  return { queries, handler };
}

test("asks for the tenant's own threshold, longest inactive first, and shows what it was told", async () => {
  const { queries, handler } = recordQueries();
  renderStory(all.Default, handler);
  await screen.findByText(/^1–50 of/);
  expect(Object.fromEntries(queries[0] ?? [])).toEqual({
    sort: "days_inactive",
    order: "desc",
    skip: "0",
    limit: "50",
  });
  expect(threshold()).toHaveValue(30);
  expect(rows()).toHaveLength(50);
  expect(screen.getByRole("status")).toHaveTextContent(/users inactive for 30 days or more, showing 1 to 50/);
});

test("while the first page loads there is a progress circle, and nothing can be pressed", async () => {
  renderStory(all.Loading);
  expect(screen.getByRole("progressbar", { name: "Loading dormant users…" })).toBeInTheDocument();
  expect(threshold()).toBeDisabled();
  expect(screen.getByRole("button", { name: "Refreshing…" })).toHaveAttribute("aria-disabled", "true");
  for (const header of screen.getAllByRole("columnheader")) {
    expect(within(header).getByRole("button")).toBeDisabled();
  }
});

test("the server sorts: a header asks for its column, then for the other direction", async () => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(all.Default, handler);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "Name" }));
  await settled();
  await user.click(screen.getByRole("button", { name: "Name" }));
  await settled();
  expect(queries.slice(1).map((query) => [query.get("sort"), query.get("order")])).toEqual([
    ["name", "asc"],
    ["name", "desc"],
  ]);
  expect(screen.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
  expect(screen.getByRole("columnheader", { name: "Days inactive" })).toHaveAttribute("aria-sort", "none");
});

test("a threshold is asked for on Enter, on leaving the field and after the last step, once each", async () => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(all.Default, handler);
  await screen.findByText(/^1–50 of/);
  await user.clear(threshold());
  await user.type(threshold(), "45");
  expect(queries).toHaveLength(1);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(queries.at(-1)?.get("inactive_days")).toBe("45"));
  await settled();
  await user.clear(threshold());
  await user.type(threshold(), "50");
  await user.tab();
  await waitFor(() => expect(queries.at(-1)?.get("inactive_days")).toBe("50"));
  await settled();
  await user.click(screen.getByRole("button", { name: "One day more" }));
  await user.click(screen.getByRole("button", { name: "One day more" }));
  await user.click(screen.getByRole("button", { name: "One day fewer" }));
  await waitFor(() => expect(queries.at(-1)?.get("inactive_days")).toBe("51"));
  expect(queries).toHaveLength(4);
});

test.each(["0", "3651", "-5", "1.5", ""])("a threshold of %j is refused in words and never sent", async (text) => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(all.Default, handler);
  await screen.findByText(/^1–50 of/);
  await user.clear(threshold());
  if (text) await user.type(threshold(), text);
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Enter whole days from 1 to 3,650")).toBeInTheDocument();
  expect(threshold()).toBeInvalid();
  await user.keyboard("{Escape}");
  expect(threshold()).toHaveValue(30);
  expect(queries).toHaveLength(1);
});

test("going back to the tenant's own number asks for the tenant's own rules again", async () => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(all.Default, handler);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "90 days" }));
  await waitFor(() => expect(queries.at(-1)?.get("inactive_days")).toBe("90"));
  await settled();
  await user.click(screen.getByRole("button", { name: /^30 days/ }));
  await waitFor(() => expect(threshold()).toHaveValue(30));
  expect(screen.getByText(/^1–50 of/)).toBeInTheDocument();
  expect(queries.some((query) => query.get("inactive_days") === "30")).toBe(false);
});

test("an answer that comes late never replaces a newer one", async () => {
  const release: Record<string, () => void> = {};
  const answer = (days: number) =>
    buildDormantUsersPage([buildDormantUser({ name: `Asked at ${days}` })], { inactive_days: days });
  const { user } = renderStory(
    all.Default,
    http.get(LIST, async ({ request }) => {
      const days = new URL(request.url).searchParams.get("inactive_days") ?? "30";
      if (days !== "30") await new Promise<void>((go) => Object.assign(release, { [days]: go }));
      return HttpResponse.json(answer(Number(days)));
    }),
  );
  await screen.findByText("Asked at 30");
  await user.click(screen.getByRole("button", { name: "60 days" }));
  await waitFor(() => expect(release["60"]).toBeDefined());
  await user.click(screen.getByRole("button", { name: "180 days" }));
  await waitFor(() => expect(release["180"]).toBeDefined());
  release["180"]?.();
  await screen.findByText("Asked at 180");
  release["60"]?.();
  await settled();
  expect(screen.getByText("Asked at 180")).toBeInTheDocument();
  expect(screen.queryByText("Asked at 60")).toBeNull();
  expect(threshold()).toHaveValue(180);
});

test("the rows before stay, marked busy, while the next page is on its way", async () => {
  const { user } = renderStory(all.NextPageOnItsWay);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "Next page" }));
  await screen.findByRole("progressbar");
  expect(screen.getByRole("table")).toHaveAttribute("aria-busy", "true");
  expect(rows()).toHaveLength(50);
});

test("pages through the whole by skip and limit; the ends say so without losing the focus", async () => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(all.Default, handler);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "Last page" }));
  await settled();
  const total = Number(/of (\d+)$/.exec(screen.getByText(/^\d+–\d+ of/).textContent ?? "")?.[1]);
  expect(Number(queries.at(-1)?.get("skip"))).toBe(Math.floor((total - 1) / 50) * 50);
  expect(screen.getByRole("button", { name: "Last page" })).toHaveFocus();
  expect(screen.getByRole("button", { name: "Next page" })).toHaveAttribute("aria-disabled", "true");
  const asked = queries.length;
  await user.click(screen.getByRole("button", { name: "Next page" }));
  expect(queries).toHaveLength(asked);
});

test("a list that shrank under the reader shows its new last page, not an empty one", async () => {
  let shrunk = false;
  const { user } = renderStory(
    all.Default,
    http.get(LIST, ({ request }) => {
      const skip = Number(new URL(request.url).searchParams.get("skip"));
      const total = shrunk ? 60 : 200;
      const items = Array.from({ length: Math.max(0, Math.min(50, total - skip)) }, () => buildDormantUser());
      return HttpResponse.json(buildDormantUsersPage(items, { total, skip }));
    }),
  );
  await screen.findByText("1–50 of 200");
  shrunk = true;
  await user.click(screen.getByRole("button", { name: "Last page" }));
  expect(await screen.findByText("51–60 of 60")).toBeInTheDocument();
});

test("a failure is told in the server's words with its request id, and Retry brings the rows", async () => {
  let down = true;
  const { user } = renderStory(
    all.Default,
    http.get(LIST, () => (down ? problemResponse(500, "internal", "Quote the request id to support.") : undefined)),
  );
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Quote the request id to support.");
  expect(alert).toHaveTextContent("01JD8Z6M3QK4T9V2B7XN5R0CWE");
  down = false;
  await user.click(within(alert).getByRole("button", { name: "Retry" }));
  expect(await screen.findByText(/^1–50 of/)).toBeInTheDocument();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a refresh that fails keeps the rows and says that they are from before", async () => {
  let down = false;
  const { user } = renderStory(
    all.Default,
    http.get(LIST, () => (down ? problemResponse(500, "internal", "Internal error") : undefined)),
  );
  await screen.findByText(/^1–50 of/);
  down = true;
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("These rows are from before");
  expect(rows()).toHaveLength(50);
});

test("copying an error's details takes the status, the code and the request id", async () => {
  const { user } = renderStory(all.Failed);
  const alert = await screen.findByRole("alert");
  await user.click(within(alert).getByRole("button", { name: "Copy details" }));
  expect(await navigator.clipboard.readText()).toBe("500 internal 01JD8Z6M3QK4T9V2B7XN5R0CWE");
  expect(within(alert).getByRole("button", { name: "Copied" })).toBeInTheDocument();
});

test("a missing permission is not shown as a fault", async () => {
  renderStory(all.NoPermission);
  expect(await screen.findByRole("alert")).toHaveTextContent("You do not have access to dormant users");
});

test("an empty list says what it means and offers a shorter threshold", async () => {
  const { user } = renderStory(all.Empty);
  expect(await screen.findByText("Nobody has been quiet for 30 days")).toBeInTheDocument();
  expect(screen.getByText(/None of the 3,281 accounts that can sign in/)).toBeInTheDocument();
  expect(screen.getByText(/5 accounts cannot be judged/)).toBeInTheDocument();
  const { queries, handler } = recordQueries();
  const { server } = await import("../../../testing/server.ts");
  server.use(handler);
  await user.click(screen.getByRole("button", { name: "Look at 14 days" }));
  await waitFor(() => expect(queries.at(-1)?.get("inactive_days")).toBe("14"));
});

test("no data yet is not the same as nobody dormant", async () => {
  renderStory(all.NothingImportedYet);
  expect(await screen.findByText("No accounts have been imported yet")).toBeInTheDocument();
  expect(screen.getByText("No data has been imported yet")).toBeInTheDocument();
});

test("what the server warns about stands above the rows", async () => {
  renderStory(all.StaleAndPartial);
  const notices = await screen.findByRole("region", { name: "About this data" });
  expect(notices).toHaveTextContent("The newest data is older than usual");
  expect(notices).toHaveTextContent("SCIM reports no sign-ins: users known only there are unknown, not dormant.");
  expect(screen.getByText("Data as of 17 Nov 2026, 06:00 UTC")).toBeInTheDocument();
});

test("each row says how long, since when and on what basis", async () => {
  renderStory(all.EveryKindOfRow);
  const never = (await screen.findByText("Dilnoza Yusupova")).closest("tr") as HTMLElement;
  expect(never).toHaveTextContent("Never active");
  expect(never).toHaveTextContent("Never signed in");
  expect(never).toHaveTextContent("account from 24 Apr 2026");
  const admin = screen.getByText("Maren Kvist").closest("tr") as HTMLElement;
  expect(admin).toHaveTextContent("Privileged");
  expect(admin).toHaveTextContent("143");
  expect(admin).toHaveTextContent("2 Jul 2026 · sign-in, Okta");
  expect(within(admin).getByText("4 months ago")).toHaveAttribute(
    "title",
    expect.stringMatching(/^2\s+Jul\s+2026, 16:12\s+UTC$/),
  );
  expect(screen.getByText("Tomás Ferreira").closest("tr")).toHaveTextContent("30+");
  expect(screen.getByText("Akira Tanaka").closest("tr")).toHaveTextContent("sign-in attempt, Entra ID");
});

test("names from outside are text, kept apart from the words around them", async () => {
  const { container } = renderStory(all.LongAndForeignNames);
  const name = await screen.findByText("محمد عبد الرحمن الفيصل");
  expect(name.tagName).toBe("BDI");
  expect(screen.getByText(/<b>Bold<\/b>/)).toBeInTheDocument();
  expect(container.querySelector("td b")).toBeNull();
  expect(screen.getByText("No name")).toBeInTheDocument();
  expect(screen.getByText("00u1a2b3c4d5e6f7g8h9")).toBeInTheDocument();
});

test("the host hears where to go and what happened, and never who it was about", async () => {
  const onNavigate = vi.fn();
  const onEvent = vi.fn();
  const one = buildDormantUser({ name: "Maren Kvist", email: "maren@northwind.example" });
  const Hosted = () => (
    <StoryShell onNavigate={onNavigate} onEvent={onEvent}>
      <DormantUsersTable />
    </StoryShell>
  );
  Hosted.parameters = { msw: [http.get(LIST, () => HttpResponse.json(buildDormantUsersPage([one])))] };
  const { user } = renderStory(Hosted);
  await user.click(await screen.findByRole("button", { name: "Open maren@northwind.example" }));
  expect(onNavigate).toHaveBeenCalledWith({ kind: "user", userId: one.user_id, externalId: one.external_id });
  await user.click(screen.getByRole("button", { name: "60 days" }));
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await settled();
  const told = onEvent.mock.calls.map(([event]) => event);
  expect(told.map((event) => event.type)).toEqual(
    expect.arrayContaining(["list_shown", "user_opened", "threshold_changed"]),
  );
  expect(JSON.stringify(told)).not.toMatch(/maren|northwind|ext-|0000-4000/i);
});
