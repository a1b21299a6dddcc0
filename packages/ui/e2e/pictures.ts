// The pictures of README and user guide, taken of the demo as anybody can start it: `pnpm pictures`.
import { join } from "node:path";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "../../../scripts/chromium.ts";
import { startDemo } from "./support/demo.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const FOLDER = join(import.meta.dirname, "../../../docs/pictures");
const LOOKS = [
  { size: "desktop", scheme: "light" },
  { size: "desktop", scheme: "dark" },
  { size: "phone", scheme: "light" },
] as const;

const demo = await startDemo();
const browser = await chromium.launch(await chromiumLaunchOptions());
try {
  for (const { size, scheme } of LOOKS) {
    const trustx = await TrustXPage.open(browser, { origin: demo.origin, size, scheme });
    const shoot = (name: string) =>
      trustx.page.screenshot({ path: join(FOLDER, `${name}-${size}-${scheme}.png`), animations: "disabled" });
    await trustx.signIn(/northwind/i);
    await trustx.rowsShown();
    await trustx.chartsShown();
    await shoot("dashboard");
    await trustx.page
      .getByRole("button", { name: /^View details of/ })
      .first()
      .click();
    await trustx.page.getByRole("dialog").getByRole("heading", { name: "Why", exact: true }).waitFor();
    await shoot("details");
    await trustx.close();
  }
} finally {
  await browser.close();
  await demo.close();
}
