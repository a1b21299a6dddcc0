import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "./chromium.ts";
import { serveStatic } from "./serve-static.ts";

/** Pictures of every story in both schemes, at a desktop's and a phone's width, into artifacts/screens/stories. */
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const SCHEMES = ["light", "dark"] as const;
/** Of a story that never rests, such as one that waits for an answer, the last look counts. */
const LOOKS = 12;
const BETWEEN_MS = 150;
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
        writeFileSync(`${FOLDER}/${id}.${scheme}.${size}.png`, await settledPicture(page));
      }
    }
    await page.close();
  }
  process.stdout.write(`${stories.length * SCHEMES.length * 2} pictures in ${FOLDER}\n`);
} finally {
  await browser.close();
  await server.close();
}

/** The first that is like the one before it: charts and words come late, and a story may not wait for them. */
async function settledPicture(page: Page): Promise<Buffer> {
  // Empty until the words of its language are there.
  await page.waitForSelector("main :is(button, input, p, span, svg)", { state: "attached" });
  let before = await page.screenshot();
  for (let left = LOOKS; left > 0; left--) {
    await wait(BETWEEN_MS);
    const picture = await page.screenshot();
    if (picture.equals(before)) break;
    before = picture;
  }
  return before;
}

interface StoryIndex {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: string }>>;
}

interface StorybookWindow {
  readonly __STORYBOOK_PREVIEW__?: { readonly currentRender?: { readonly phase?: string } };
}
