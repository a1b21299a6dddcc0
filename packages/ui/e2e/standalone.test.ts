import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveStatic } from "../../../scripts/serve-static.ts";
import { type Stack, startStack } from "./support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

/** A page of no framework that mounts the standalone container. */
function plainPage(target: string): string {
  return `<!doctype html><html lang="en"><title>Plain</title><h1>Plain page</h1><p id="mine">Mine</p><div id="slot"></div>
<style>p { color: rgb(1, 2, 3) } table { display: none } button { color: red }</style>
<script type="module">
  const container = await import("${stack.remote.origin}/standalone/remoteEntry.js");
  await container.init({});
  const { mount } = (await container.get("./mount"))();
  const slot = document.getElementById("slot");
  const { access_token } = await (await fetch("${stack.apiOrigin}/dev/token", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ tenant: "northwind" }),
  })).json();
  globalThis.handle = mount(${target}, {
    apiBase: "${stack.apiOrigin}", getAccessToken: async () => access_token, locale: "en-GB",
    theme: { palette: { primary: { main: "#7b1fa2" } } },
  });
</script></html>`;
}

test.each(["element", "shadow root"])(
  "mounts into any page's %s, styles itself and leaves nothing behind",
  async (place) => {
    const page = await stack.browser.newPage();
    const inShadow = place === "shadow root";
    // Really served: a page made up by the browser's driver may not read from this machine's own ports.
    const folder = await mkdtemp(join(tmpdir(), "plain-page-"));
    await writeFile(join(folder, "index.html"), plainPage(inShadow ? 'slot.attachShadow({ mode: "open" })' : "slot"));
    const site = await serveStatic({ root: folder });
    await page.goto(site.origin);
    await page.locator("tr[data-user-id]").first().waitFor({ state: "attached" });
    const button = page.getByRole("button", { name: "Export" });
    expect(await button.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(123, 31, 162)");
    expect(await page.locator("tr[data-user-id]").first().isVisible()).toBe(true);
    expect(await page.locator("#mine").evaluate((element) => getComputedStyle(element).color)).toBe("rgb(1, 2, 3)");
    await page.evaluate(() => (globalThis as unknown as { handle: { unmount(): void } }).handle.unmount());
    expect(await page.locator("#slot").evaluate((slot) => (slot.shadowRoot ?? slot).childElementCount)).toBe(0);
    expect(await page.locator("style[data-emotion]").count()).toBe(0);
    await page.close();
    await site.close();
    await rm(folder, { recursive: true });
  },
);
