import { composeStories } from "@storybook/react-vite";
import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { renderStory } from "../../../testing/render-story.tsx";
import { buildUserDetail } from "../../../testing/user-detail.ts";
import { analysisServer, reviewProblem } from "../../../testing/user-detail-handlers.ts";
import * as stories from "./DormantUserDetailModal.stories.tsx";

const all = composeStories(stories);
const dialog = (name: RegExp | string = /Maren Kvist/) => screen.findByRole("dialog", { name });

test("every statement names its facts, and pressing one leads to it in the table", async () => {
  const { user } = renderStory(all.Default);
  const page = await dialog();
  const claim = within(page)
    .getByText(/without MFA that nobody uses/)
    .closest("li") as HTMLElement;
  const tags = within(claim).getAllByRole("button");
  expect(tags.map((tag) => tag.textContent)).toEqual(["E2", "E3", "E5"]);
  const row = within(page).getByRole("row", { name: /MFA: not enrolled/ });
  await user.hover(tags[2] as HTMLElement);
  expect(row).toHaveAttribute("data-active");
  await user.unhover(tags[2] as HTMLElement);
  expect(row).not.toHaveAttribute("data-active");
  await user.click(tags[2] as HTMLElement);
  expect(row).toHaveFocus();
});

test("pointing at a fact lights up every statement that rests on it", async () => {
  const { user } = renderStory(all.Default);
  const page = await dialog();
  await user.hover(within(page).getByRole("row", { name: /Holds a privileged role/ }));
  const lit = within(page)
    .getAllByRole("button", { name: /^Evidence E3/ })
    .map((tag) => tag.parentElement?.hasAttribute("data-active"));
  expect(lit).toEqual([true, true]);
});

test("of an account in use again no risk is told, its analysis is history, and disabling it is not put first", async () => {
  renderStory(all.NotDormantAnyMore);
  const page = within(await dialog());
  expect(page.getByText("Written while this account was dormant")).toBeInTheDocument();
  expect(page.queryByText("Critical")).toBeNull();
  // Laid out as in a narrow dialog here, where these wait behind a menu.
  const looks = ["Disable…", "Notify"].map((name) => page.getByRole("button", { name, hidden: true }).className);
  expect(looks[0]).toBe(looks[1]);
});

test("what would clear the risk says what comes after it", async () => {
  renderStory(all.Default);
  const page = await dialog();
  expect(within(page).getByText("enrolling multi-factor authentication").textContent).toContain("(then high)");
  expect(within(page).getByText("a successful sign-in").textContent).toContain("(off the list)");
});

test("the confidence is shown as the sum it is", async () => {
  const { user } = renderStory(all.Default);
  await dialog();
  await user.click(screen.getByRole("button", { name: /^confidence 0\.93\s?: how it adds up$/ }));
  const terms = await dialog("How the confidence adds up");
  const points = within(terms)
    .getAllByRole("cell")
    .map((cell) => Number(cell.textContent?.replace("−", "-")));
  const total = points.pop();
  expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total ?? Number.NaN, 5);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "How the confidence adds up" })).toBeNull());
  expect(await dialog()).toBeInTheDocument();
});

test("the arrows lead along the list, and stop at its ends", async () => {
  const { user } = renderStory(all.Default);
  await dialog();
  expect(screen.getByText("1 of 3")).toBeInTheDocument();
  await user.keyboard("{ArrowLeft}");
  expect(screen.getByText("1 of 3")).toBeInTheDocument();
  await user.keyboard("{ArrowRight}");
  await dialog(/Tomás Ferreira/);
  expect(screen.getByText("2 of 3")).toBeInTheDocument();
  await user.keyboard("{ArrowLeft}");
  await dialog();
});

test("in a text field the arrows move the cursor and nothing else", async () => {
  const { user } = renderStory(all.Default);
  await dialog();
  await user.click(screen.getByRole("button", { name: "No, it is…" }));
  await user.click(screen.getByRole("textbox"));
  await user.keyboard("{ArrowRight}");
  expect(screen.getByText("1 of 3")).toBeInTheDocument();
});

test("a similar user opens in place, and Back returns", async () => {
  const { user } = renderStory(all.Default);
  const page = await dialog();
  await user.click(within(page).getByRole("button", { name: "Open Tomás Ferreira" }));
  await dialog(/Tomás Ferreira/);
  expect(screen.queryByText(/ of 3$/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await dialog();
  expect(screen.getByText("1 of 3")).toBeInTheDocument();
});

test("closing returns the focus to what opened it", async () => {
  const { user } = renderStory(all.ClosedAtFirst);
  const opener = screen.getByRole("button", { name: "Open Maren Kvist" });
  await user.click(opener);
  await dialog();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(opener).toHaveFocus();
});

test("nothing is read while it is closed: reading is audited", async () => {
  const asked = vi.fn();
  renderStory(
    all.ClosedAtFirst,
    http.get("*/dormant-users/:id", () => asked()),
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(asked).not.toHaveBeenCalled();
});

test("a review stands at once, and is taken off again with the reason where it was not saved", async () => {
  const { user } = renderStory(all.Default, reviewProblem(500, "internal", "Try again later."));
  await dialog();
  await user.click(screen.getByRole("button", { name: "Yes" }));
  expect(await screen.findByText(/Your review was not saved/)).toHaveTextContent("Try again later.");
  expect(screen.getByRole("button", { name: "Yes" })).toBeInTheDocument();
});

test("a review that disagrees says the level and why", async () => {
  const sent = vi.fn();
  const { user } = renderStory(
    all.Default,
    http.put("*/review", async ({ request }) => {
      // Falls through to the story's own server, which reads it too.
      sent(await request.clone().json());
    }),
  );
  await dialog();
  await user.click(screen.getByRole("button", { name: "No, it is…" }));
  expect(screen.queryByRole("radio", { name: "Critical" })).toBeNull();
  await user.click(screen.getByRole("radio", { name: "Medium" }));
  await user.type(screen.getByRole("textbox"), "On leave until January");
  await user.click(screen.getByRole("button", { name: "Send review" }));
  expect(await screen.findByText("You said it is medium.")).toBeInTheDocument();
  await waitFor(() =>
    expect(sent).toHaveBeenCalledWith({ agrees: false, risk_level: "medium", reason: "On leave until January" }),
  );
});

test("a stale insight is analysed again, and what is new is read", async () => {
  let analysed = false;
  const [start, job] = analysisServer("succeeded");
  const { user } = renderStory(
    all.Stale,
    http.get("*/dormant-users/00000000-0000-4000-8000-0000000000aa", () =>
      HttpResponse.json(buildUserDetail({ stale: !analysed })),
    ),
    http.post("*/refresh", () => {
      analysed = true;
    }),
    ...(start && job ? [start, job] : []),
  );
  await user.click(await screen.findByRole("button", { name: "Analyse again" }));
  expect(await screen.findByRole("progressbar", { name: "Analysis in progress…" })).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByText("The facts changed after this was written")).toBeNull());
  expect(screen.getByText("The analysis is new.")).toBeInTheDocument();
});

test("an analysis that fails says why and can be tried again", async () => {
  const { user } = renderStory(all.NotAnalysedYet, ...analysisServer("failed"));
  await user.click(await screen.findByRole("button", { name: "Analyse now" }));
  expect(await screen.findByText(/The analysis did not finish/)).toHaveTextContent("The model could not be reached.");
  expect(screen.getByRole("button", { name: "Retry" })).toBeInTheDocument();
});

test("deciding from a recommendation shows what stands, and Undo takes it back", async () => {
  const { user } = renderStory(all.Default);
  const page = await dialog();
  await user.click(within(page).getByRole("button", { name: "Notify" }));
  expect(await within(page).findByText("Notice ordered for Maren Kvist.")).toBeInTheDocument();
  await user.click(within(page).getByRole("button", { name: "Undo" }));
  expect(await within(page).findByText("Taken back for 1 account.")).toBeInTheDocument();
});

test("an erased user is told apart from a fault", async () => {
  renderStory(all.Gone);
  expect((await screen.findAllByText("This user is not here any more")).length).toBeGreaterThan(0);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("rules that wrote it say why no model did", async () => {
  renderStory(all.ByTheRules);
  expect(await screen.findByText(/this month's budget for models is used up/)).toBeInTheDocument();
});

test("a German reader meets German words, and what the server wrote is marked as English", async () => {
  renderStory(all.InGerman);
  const page = await dialog();
  expect(within(page).getByText("Privilegierte Rolle entziehen")).toBeInTheDocument();
  expect(within(page).getByText(/without MFA that nobody uses/)).toHaveAttribute("lang", "en");
  expect(page.closest("[lang]")).toHaveAttribute("lang", "de-DE");
});

test("a host that has a page of the account is asked to open it; one that has none sees no way there", async () => {
  const onNavigate = vi.fn();
  const { user, unmount } = renderStory(
    Object.assign(() => <all.Default onNavigate={onNavigate} />, { parameters: all.Default.parameters }),
  );
  await dialog();
  await user.click(screen.getByRole("button", { name: "Go to the account’s page" }));
  expect(onNavigate).toHaveBeenCalledWith({
    kind: "user",
    userId: buildUserDetail().user_id,
    externalId: expect.stringMatching(/^ext-/),
  });
  unmount();
  renderStory(all.Default);
  await dialog();
  expect(screen.queryByRole("button", { name: "Go to the account’s page" })).toBeNull();
});
