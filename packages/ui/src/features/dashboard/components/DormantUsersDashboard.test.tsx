import { type Exemption, getUserDormancy, listDormantUsers, makeDecisions } from "@dormant-users/shared-types";
import { buildDormantUser, buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { composeStories } from "@storybook/react-vite";
import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { createMemoryUrl } from "../../../lib/url-state.ts";
import { DashboardFrame } from "../../../testing/DashboardFrame.tsx";
import { settingsServer } from "../../../testing/dashboard-handlers.ts";
import { problemResponse } from "../../../testing/handlers.ts";
import { listPage } from "../../../testing/list-page.ts";
import { openDashboard } from "../../../testing/open-dashboard.tsx";
import { renderStory } from "../../../testing/render-story.tsx";
import { buildTenantDirectory } from "../../../testing/tenant-directory.ts";
import * as work from "./DashboardWork.stories.tsx";
import * as states from "./DormantUsersDashboard.stories.tsx";
import { DormantUsersDashboard } from "./DormantUsersDashboard.tsx";

const shown = composeStories(states);
const worked = composeStories(work);
const LIST = `*${listDormantUsers.path}`;

function recordQueries() {
  const queries: URLSearchParams[] = [];
  const handler = http.get(LIST, ({ request }) => {
    queries.push(new URL(request.url).searchParams);
  });
  return { queries, handler };
}

test("worst first, and the figures say what changed", async () => {
  const { queries, handler } = recordQueries();
  renderStory(shown.Default, handler);
  await screen.findByText(/^1–50 of/);
  expect(Object.fromEntries(queries[0] ?? [])).toEqual({ sort: "risk", order: "desc", skip: "0", limit: "50" });
  expect(await screen.findByText("+6 since 15 Nov")).toBeInTheDocument();
});

test("a link opens the view it was copied from, with its user", async () => {
  const user = "00000000-0000-4000-8000-000000000202";
  const { pageUrl } = openDashboard(`?tab=x&du_risk=critical&du_size=25&du_user=${user}`);
  expect(await screen.findByText(`open: ${user}`)).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "Take off the filter Risk" })).toBeInTheDocument();
  expect(pageUrl.search()).toContain("tab=x");
});

test.each([
  ["", "false"],
  ["du_days=150", "true"],
])("at %j the charts of a phone are open: %s, so that a view's own threshold is seen", async (search, isOpen) => {
  openDashboard(search);
  await screen.findByText(/^1–50 of/);
  expect(screen.getByText("Charts and threshold")).toHaveAttribute("aria-expanded", isOpen);
});

test("closing a user leads back to the row at once, and not when somebody types in a field by then", async () => {
  const At = Object.assign(
    () => (
      <DashboardFrame shell={{ pageUrl: createMemoryUrl("") }}>
        <DormantUsersDashboard
          renderDetail={({ userId, onClose }) => (
            <button type="button" onClick={onClose}>
              leave {userId}
            </button>
          )}
        />
      </DashboardFrame>
    ),
    { parameters: shown.Default.parameters },
  );
  const { user } = renderStory(At);
  await user.click((await screen.findAllByRole("button", { name: /^View details/ }))[1] as HTMLElement);
  // A busy machine draws its next frame when it gets to it.
  const frames: FrameRequestCallback[] = [];
  const busy = vi.spyOn(globalThis, "requestAnimationFrame").mockImplementation((draw) => frames.push(draw));
  await user.click(screen.getByRole("button", { name: /^leave/ }));
  expect(document.activeElement).toHaveAttribute("data-index", "1");
  screen.getByRole("searchbox").focus();
  for (const draw of frames) draw(performance.now());
  busy.mockRestore();
  expect(screen.getByRole("searchbox")).toHaveFocus();
});

test("in the list nothing is said of a risk that is past", async () => {
  const active = buildDormantUser({
    state: "active",
    risk_level: "critical",
    confidence: 0.9,
    summary: "Nobody uses it.",
  });
  openDashboard("?du_state=active", () => HttpResponse.json(buildDormantUsersPage([active])));
  const row = within((await screen.findByText(/^No longer dormant/)).closest("tr") as HTMLElement);
  expect(row.queryByText("Critical")).toBeNull();
  expect(row.queryByText(/confidence/)).toBeNull();
  expect(row.queryByText("Nobody uses it.")).toBeNull();
});

test("a filter goes back to the first page and into the address; taking it off leaves no trace", async () => {
  const { pageUrl, user } = openDashboard("?tab=x&du_page=2");
  await screen.findByText(/^51–100 of/);
  await user.click(screen.getByRole("button", { name: "Critical & open" }));
  await screen.findByText(/^1–/);
  expect(pageUrl.search()).toBe("tab=x&du_risk=critical&du_risk=high&du_decision=open");
  await user.click(screen.getByRole("button", { name: "Clear all" }));
  await waitFor(() => expect(pageUrl.search()).toBe("tab=x"));
});

test("rows are asked for as a hand comes to what would show them, and pressing it asks no second time", async () => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(shown.Default, handler);
  await screen.findByText(/^1–50 of/);
  const asked = () => queries.filter((query) => query.get("sort") === "return_probability").length;
  await user.hover(screen.getByRole("button", { name: "Likely gone" }));
  await waitFor(() => expect(asked()).toBe(1));
  await user.click(screen.getByRole("button", { name: "Likely gone" }));
  await waitFor(() =>
    expect(screen.getByRole("table", { name: "Dormant users" })).toHaveAttribute("aria-busy", "false"),
  );
  expect(asked()).toBe(1);
  await user.hover(screen.getByRole("button", { name: "Next page" }));
  await waitFor(() => expect(queries.at(-1)?.get("skip")).toBe("50"));
});

test("an answer that comes late never replaces the one of a newer view", async () => {
  let release = () => {};
  const slow = new Promise<void>((go) => {
    release = go;
  });
  const answered = vi.fn();
  const accounts = buildTenantDirectory(400);
  const { user } = openDashboard("", async ({ request }) => {
    const query = new URL(request.url).searchParams;
    if (query.get("sort") === "name") await slow;
    queueMicrotask(() => answered(query.get("sort")));
    return HttpResponse.json(
      listPage(accounts, { sort: query.get("sort") === "name" ? "name" : "days_inactive", limit: 50 }),
    );
  });
  await screen.findByText(/^1–50 of/);
  const list = () => within(screen.getByRole("table", { name: "Dormant users" }));
  const header = (name: string) => list().getByRole("columnheader", { name });
  await user.click(within(header("User")).getByRole("button"));
  await user.click(within(header("Days inactive")).getByRole("button"));
  await waitFor(() =>
    expect(screen.getByRole("table", { name: "Dormant users" })).toHaveAttribute("aria-busy", "false"),
  );
  const first = () => list().getAllByRole("row")[1]?.textContent;
  const newest = first();
  release();
  await slow;
  await waitFor(() => expect(answered).toHaveBeenCalledWith("name"));
  expect(first()).toBe(newest);
  expect(header("Days inactive")).toHaveAttribute("aria-sort", "descending");
});

test("a decision about many names each user and the decision that was seen", async () => {
  const asked = vi.fn();
  const { user } = renderStory(
    worked.SelectsAndDecides,
    http.post(`*${makeDecisions.path}`, async ({ request }) => {
      asked(await request.clone().json());
    }),
  );
  await screen.findByText(/^1–50 of/);
  const boxes = screen.getAllByRole("checkbox", { name: /^Select (?!everybody)/ });
  await user.click(boxes[0] as HTMLElement);
  await user.click(boxes[2] as HTMLElement);
  await user.click(screen.getByRole("button", { name: "Decide about 2 users" }));
  await user.click(await screen.findByRole("menuitem", { name: /^Keep/ }));
  await screen.findByText("Kept 2 accounts.");
  expect(asked).toHaveBeenCalledWith({
    kind: "keep",
    users: [
      { user_id: expect.any(String), seen: null },
      { user_id: expect.any(String), seen: null },
    ],
  });
});

test("all that match are chosen, page after page, and who was chosen under other filters is let go", async () => {
  const { queries, handler } = recordQueries();
  const { user } = renderStory(worked.SelectsAndDecides, handler);
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("checkbox", { name: "Select everybody on this page" }));
  expect(screen.getByText("50 selected")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /^Select all \d+ that match/ }));
  await waitFor(() => expect(screen.queryByText("50 selected")).toBeNull());
  expect(await screen.findByText(/^2\d\d selected/)).toBeInTheDocument();
  expect(queries.filter((query) => query.get("limit") === "200").map((query) => query.get("skip"))).toEqual([
    "0",
    "200",
  ]);
  await user.click(screen.getByRole("button", { name: "Never active" }));
  await waitFor(() => expect(screen.queryByText(/selected/)).toBeNull());
});

test("who was chosen among the rows of other filters, while those asked for were on their way, is let go with them", async () => {
  let release = () => {};
  const held = new Promise<void>((go) => {
    release = go;
  });
  const { user } = openDashboard("", async ({ request }) => {
    if (new URL(request.url).searchParams.has("risk_level")) await held;
    return HttpResponse.json(listPage(buildTenantDirectory(400), { limit: 50 }));
  });
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: "Critical & open" }));
  const box = () => screen.getAllByRole("checkbox", { name: /^Select (?!everybody)/ })[0] as HTMLElement;
  await user.click(box());
  expect(screen.getByText("1 selected")).toBeInTheDocument();
  release();
  await waitFor(() => expect(screen.queryByText("1 selected")).toBeNull());
  await user.click(box());
  expect(screen.getByText("1 selected")).toBeInTheDocument();
});

test("a run found under way after a reload is followed to its end", async () => {
  renderStory(shown.RunEndedInPart);
  expect(await screen.findByText("Analysis finished in part.")).toBeInTheDocument();
  expect(screen.getByText(/The model refused 4 answers/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Start again" })).toBeEnabled();
});

test("settings that somebody else changed are not overwritten", async () => {
  const { user } = renderStory(
    worked.Exemptions,
    http.put("*/settings", () =>
      HttpResponse.json(
        { type: "urn:dormant-users:precondition_failed", title: "Changed", status: 412, code: "precondition_failed" },
        { status: 412 },
      ),
    ),
  );
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: /^Exemptions/ }));
  await user.click(await screen.findByRole("button", { name: "Remove: Field engineers" }));
  expect(await screen.findByText(/Somebody changed the settings in the meantime/)).toBeInTheDocument();
  expect(screen.getByText("Field engineers")).toBeInTheDocument();
});

const UNJUDGED = {
  as_of: null,
  data_as_of: null,
  cutoff: null,
  inactive_days: 30,
  warnings: [],
  measured_at: null,
  dormant_from: null,
  explanation: "Exempt by name.",
  accounts: [],
};

test("an exempt user is named once the name is known, by no id until then, and by it where there is none", async () => {
  const [known, gone] = [buildDormantUser({ name: "Laila Santos" }), buildDormantUser({ name: "Gone" })];
  let answer = () => {};
  const asked = new Promise<void>((go) => {
    answer = go;
  });
  const exemptions = [known, gone].map(({ user_id }) => ({
    kind: "user",
    value: user_id,
    reason: "Kiosk",
    until: null,
  }));
  const { user } = renderStory(
    worked.Exemptions,
    ...settingsServer({ exemptions: exemptions as Exemption[] }),
    http.get(`*${getUserDormancy.path.replace("{user_id}", ":id")}`, async ({ params }) => {
      await asked;
      if (params.id === gone.user_id) return problemResponse(404, "not_found", "No such user.");
      return HttpResponse.json({ ...known, ...UNJUDGED });
    }),
  );
  await screen.findByText(/^1–50 of/);
  await user.click(screen.getByRole("button", { name: /^Exemptions/ }));
  expect(await screen.findAllByRole("button", { name: "Remove" })).toHaveLength(2);
  expect(screen.queryByText(known.user_id)).toBeNull();
  answer();
  expect(await screen.findByRole("button", { name: "Remove: Laila Santos" })).toBeEnabled();
  expect(await screen.findByText(gone.user_id)).toBeInTheDocument();
});

test("a reader without the scope meets one calm word, not three faults", async () => {
  renderStory(shown.MayNotRead);
  await screen.findByText("You do not have access to dormant users");
  expect(screen.getAllByRole("alert")).toHaveLength(1);
});
