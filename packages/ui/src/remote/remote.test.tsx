import { listDormantUsers } from "@dormant-users/shared-types";
import { buildDormantUser, buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import Button from "@mui/material/Button";
import { createTheme, ThemeProvider } from "@mui/material/styles";
import mirror from "@mui/stylis-plugin-rtl";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { componentContainer, standaloneContainer } from "../../federation.config.ts";
import { dashboardServer } from "../testing/dashboard-handlers.ts";
import { server } from "../testing/server.ts";
import { DormantUsersDashboard } from "./DormantUsersDashboard.tsx";
import { DormantUsersTable } from "./DormantUsersTable.tsx";
import { profile360 } from "./profile360.ts";
import { RemoteShell } from "./RemoteShell.tsx";
import { mount } from "./standalone.tsx";

const LIST = `*${listDormantUsers.path}`;
const props = { apiBase: "", getAccessToken: async () => "token", locale: "en-GB", timeZone: "UTC" };
/** Answers with a user named after the token that asked. */
const answerByToken = http.get(LIST, ({ request }) => {
  const name = request.headers.get("authorization")?.replace("Bearer ", "") ?? "nobody";
  return HttpResponse.json(buildDormantUsersPage([buildDormantUser({ name })]));
});

afterEach(() => vi.restoreAllMocks());

test("a host needs nothing around it: no theme, no cache, no provider", async () => {
  server.use(answerByToken);
  render(<DormantUsersTable {...props} titleLevel={1} />);
  expect(screen.getByRole("heading", { level: 1, name: "Dormant users" })).toBeInTheDocument();
  expect(await screen.findByText("token")).toBeInTheDocument();
});

test("rows of one tenant are gone the moment another signs in", async () => {
  server.use(answerByToken);
  const { rerender } = render(<DormantUsersTable {...props} tenant="a" getAccessToken={async () => "of-tenant-a"} />);
  await screen.findByText("of-tenant-a");
  rerender(<DormantUsersTable {...props} tenant="b" getAccessToken={async () => "of-tenant-b"} />);
  expect(screen.queryByText("of-tenant-a")).toBeNull();
  expect(await screen.findByText("of-tenant-b")).toBeInTheDocument();
});

test("nobody chosen in one tenant is chosen in another, whoever has the same id there", async () => {
  server.use(answerByToken, ...dashboardServer());
  const { rerender } = render(
    <DormantUsersDashboard {...props} tenant="a" getAccessToken={async () => "of-tenant-a"} />,
  );
  await userEvent.click(await screen.findByRole("checkbox", { name: "Select of-tenant-a" }));
  await screen.findByText("1 selected");
  rerender(<DormantUsersDashboard {...props} tenant="b" getAccessToken={async () => "of-tenant-b"} />);
  expect(screen.queryByText("of-tenant-a")).toBeNull();
  expect(await screen.findByRole("checkbox", { name: "Select of-tenant-b" })).not.toBeChecked();
  expect(screen.queryByText("1 selected")).toBeNull();
});

test("callbacks that are new on every render cost no new request, and the newest is the one called", async () => {
  let asked = 0;
  server.use(
    http.get(LIST, () => {
      asked += 1;
    }),
    answerByToken,
  );
  const { rerender } = render(<DormantUsersTable {...props} getAccessToken={async () => "first"} />);
  await screen.findByText("first");
  rerender(<DormantUsersTable {...props} getAccessToken={async () => "second"} />);
  expect(asked).toBe(1);
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  expect(await screen.findByText("second")).toBeInTheDocument();
});

test("a crash inside stays inside, is reported, and can be started again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  let broken = true;
  const onEvent = vi.fn();
  const Fragile = () => {
    if (broken) throw new Error("secret detail");
    return <p>Working</p>;
  };
  render(
    <>
      <p>Host</p>
      <RemoteShell {...props} onEvent={onEvent}>
        <Fragile />
      </RemoteShell>
    </>,
  );
  expect(screen.getByText("Host")).toBeInTheDocument();
  expect(screen.getByRole("alert")).not.toHaveTextContent("secret detail");
  expect(onEvent).toHaveBeenCalledWith({ type: "crashed" });
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Start it again" }));
  expect(screen.getByText("Working")).toBeInTheDocument();
});

test("a locale the engine does not know falls back instead of failing", () => {
  render(
    <RemoteShell {...props} locale="not a locale!">
      <p>Working</p>
    </RemoteShell>,
  );
  expect(screen.getByText("Working")).toBeInTheDocument();
});

test.each([
  { host: "ltr", locale: "en-GB", start: "left" },
  { host: "ltr", locale: "ar-EG", start: "right" },
  { host: "rtl", locale: "ar-EG", start: "right" },
  { host: "rtl", locale: "en-GB", start: "left" },
] as const)("in a host that reads $host a page in $locale has MUI's own margins at its $start", async (the) => {
  const cache = createCache({ key: `host-${the.host}`, ...(the.host === "rtl" ? { stylisPlugins: [mirror] } : {}) });
  render(
    <CacheProvider value={cache}>
      <ThemeProvider theme={createTheme({ direction: the.host })}>
        <RemoteShell {...props} locale={the.locale}>
          <Button startIcon={<i>icon</i>}>Working</Button>
        </RemoteShell>
      </ThemeProvider>
    </CacheProvider>,
  );
  const icon = await screen.findByText("icon");
  expect(icon.closest("[dir]")).toHaveAttribute("dir", the.start === "left" ? "ltr" : "rtl");
  const { marginLeft, marginRight } = getComputedStyle(icon.parentElement as HTMLElement);
  expect({ marginLeft, marginRight }).toEqual(
    the.start === "left" ? { marginLeft: "-4px", marginRight: "8px" } : { marginLeft: "8px", marginRight: "-4px" },
  );
});

test("Profile360 can route and guard the page before loading it", async () => {
  const [route] = profile360.routes;
  expect(route).toMatchObject({ path: "dormant-users", label: "Dormant users", requiredScopes: ["insights:read"] });
  expect((await route?.load())?.default).toBe(DormantUsersDashboard);
});

test("the component container takes from the host's scope and puts nothing into the default one", () => {
  const { shareScope, shared, exposes } = componentContainer;
  expect(shareScope).not.toBe("default");
  expect(new Set(Object.values(shared).map((share) => share.shareScope))).toEqual(new Set([shareScope]));
  expect(Object.keys(shared)).not.toContain("@mui/material");
  expect(Object.keys(exposes)).toEqual([
    "./DormantUserDetailModal",
    "./DormantUsersDashboard",
    "./DormantUsersTable",
    "./profile360",
  ]);
  expect(standaloneContainer.shared).toEqual({});
});

test("mounted by itself it can be updated, and unmounting leaves the page as it was", async () => {
  server.use(answerByToken);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  const slot = document.body.appendChild(document.createElement("div"));
  const ownStyles = () => document.querySelectorAll("style[data-emotion^=dormant]").length;
  const before = ownStyles();
  const handle = mount(slot, { ...props, theme: { palette: { primary: { main: "#7b1fa2" } } } });
  await screen.findByText("token");
  handle.update({ locale: "de-DE" });
  await waitFor(() => expect(slot.querySelector("[lang=de-DE]")).not.toBeNull());
  handle.update({ locale: "ar-EG" });
  await waitFor(() => expect(slot.querySelector("[dir=rtl]")).not.toBeNull());
  expect(ownStyles()).toBeGreaterThan(before);
  handle.unmount();
  expect(slot.childElementCount).toBe(0);
  expect(ownStyles()).toBe(before);
  slot.remove();
  vi.unstubAllGlobals();
  await act(async () => {});
});
