// The pictures that README and user guide show, taken of the demo as anybody can start it: `pnpm pictures`.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "../../../scripts/chromium.ts";
import { startDemo } from "./support/demo.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDER = join(ROOT, "docs/pictures");
const LOOKS = [
  { size: "desktop", scheme: "light" },
  { size: "desktop", scheme: "dark" },
  { size: "phone", scheme: "light" },
] as const;

const shown = new Set(
  globSync(["*.md", "docs/**/*.md"], { cwd: ROOT })
    .flatMap((document) => [...readFileSync(join(ROOT, document), "utf8").matchAll(/pictures\/([\w-]+\.png)/g)])
    .map(([, file]) => file),
);
const wanted = LOOKS.filter(({ size, scheme }) => [...shown].some((file) => file?.endsWith(`-${size}-${scheme}.png`)));

const demo = await startDemo();
const browser = await chromium.launch(await chromiumLaunchOptions());
try {
  for (const { size, scheme } of wanted) {
    const trustx = await TrustXPage.open(browser, { origin: demo.origin, size, scheme });
    const shoot = async (name: string) => {
      const file = `${name}-${size}-${scheme}.png`;
      if (shown.has(file)) await trustx.page.screenshot({ path: join(FOLDER, file), animations: "disabled" });
    };
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
