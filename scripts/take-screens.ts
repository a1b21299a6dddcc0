import { mkdirSync } from "node:fs";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "./chromium.ts";
import { serveStatic } from "./serve-static.ts";

/** Pictures of every story in both schemes, at a desktop's and a phone's width, into artifacts/screens/stories. */
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const SCHEMES = ["light", "dark"] as const;
const FOLDER = "artifacts/screens/stories";

const wanted = process.argv.slice(2);
const server = await serveStatic({ root: "storybook-static" });
const browser = await chromium.launch(await chromiumLaunchOptions());
try {
  const index = (await (await fetch(`${server.origin}/index.json`)).json()) as StoryIndex;
  const stories = Object.values(index.entries).filter(
    // Stories that set a size or scheme of their own would only repeat the pictures of their plain twins.
    ({ type, id }) =>
      type === "story" && !/phone|dark$/.test(id) && (wanted.length === 0 || wanted.some((part) => id.includes(part))),
  );
  mkdirSync(FOLDER, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await browser.newPage({
      viewport,
      deviceScaleFactor: 1,
      locale: "en-GB",
      timezoneId: "UTC",
      reducedMotion: "reduce",
    });
    for (const { id } of stories) {
      for (const scheme of SCHEMES) {
        await page.goto(`${server.origin}/iframe.html?id=${id}&viewMode=story&globals=scheme:${scheme}`);
        // Storybook's own word that the story has rendered and its play function has ended.
        await page.waitForFunction(() => {
          const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as StorybookWindow;
          return ["completed", "finished", "errored"].includes(preview?.currentRender?.phase ?? "");
        });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.screenshot({ path: `${FOLDER}/${id}.${scheme}.${size}.png` });
      }
    }
    await page.close();
  }
  process.stdout.write(`${stories.length * SCHEMES.length * 2} pictures in ${FOLDER}\n`);
} finally {
  await browser.close();
  await server.close();
}

interface StoryIndex {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: string }>>;
}

interface StorybookWindow {
  readonly __STORYBOOK_PREVIEW__?: { readonly currentRender?: { readonly phase?: string } };
}
