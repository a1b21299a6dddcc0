import type { TrustXPage } from "./trustx-page.ts";

const WAYS = {
  dashboard: async () => {},
  "dashboard after an analysis": async (trustx) => {
    await trustx.button("Refresh analysis").click();
    await trustx.page.getByText("Analysis finished.").waitFor();
    await trustx.rowsShown();
  },
  "selection of users": async (trustx) => {
    await trustx.rows.first().getByRole("checkbox").check();
    await trustx.page.getByRole("region", { name: "Selection" }).waitFor();
  },
  "menu of filters": async (trustx) => {
    await trustx.button(/^Department/).click();
    await trustx.page.getByRole("menu").waitFor();
  },
  "menu of decisions": async (trustx) => {
    await trustx.rows.first().locator("[aria-haspopup=menu]").click();
    await trustx.page.getByRole("menuitem", { name: /^Snooze/ }).waitFor();
  },
  "snooze dialog": (trustx) => trustx.startDecision("Snooze"),
  "exemption dialog": (trustx) => trustx.startDecision("Exempt"),
  "undo bar": async (trustx) => {
    await trustx.startDecision("Snooze");
    await trustx.dialog.getByRole("button", { name: "30 days" }).click();
    await trustx.dialog.getByRole("button", { name: "Snooze" }).click();
    await trustx.button("Undo").waitFor();
    await trustx.dialog.waitFor({ state: "detached" });
  },
  "exemptions drawer": async (trustx) => {
    await trustx.openExemptions();
    await trustx.button("Add an exemption").click();
    await trustx.dialog.getByRole("button", { name: "Group" }).waitFor();
  },
  "details of a user": (trustx) => trustx.openFirstUser(),
  "details, all unfolded": async (trustx) => {
    await trustx.openFirstUser();
    for (const summary of await trustx.dialog.locator("summary").all()) await summary.click();
    await trustx.dialog.getByRole("button", { name: /No, it is/ }).click();
  },
  "sum of the confidence": async (trustx) => {
    await trustx.openFirstUser();
    await trustx.dialog.getByRole("button", { name: /how it adds up/ }).click();
    await trustx.page.getByRole("dialog", { name: "How the confidence adds up" }).waitFor();
  },
  "help for the keyboard": async (trustx) => {
    await trustx.rows.first().focus();
    await trustx.page.keyboard.press("?");
    await trustx.dialog.waitFor();
  },
} satisfies Readonly<Record<string, (trustx: TrustXPage) => Promise<void>>>;

export type Part = keyof typeof WAYS;

/** Every part of the page that a person can come to. */
export const PARTS = Object.keys(WAYS) as Part[];

/** From the host's sign-in to one part of the page, everything drawn. */
export async function openPart(trustx: TrustXPage, part: Part): Promise<void> {
  await trustx.signIn();
  await trustx.rowsShown();
  await trustx.chartsShown();
  await WAYS[part](trustx);
}
