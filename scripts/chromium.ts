import { existsSync } from "node:fs";
import type { LaunchOptions } from "playwright";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** How to start a Chromium here: the machine's own, else the one npm brings on x64 Linux, else Playwright's download. */
export async function chromiumLaunchOptions(): Promise<LaunchOptions> {
  const installed = [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path !== undefined && existsSync(path));
  if (installed) return { executablePath: installed };
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: chromium } = await import("@sparticuz/chromium");
    // Its own list of arguments holds --single-process, which ends the browser with the second context.
    return { executablePath: await chromium.executablePath(), args: ["--use-gl=angle", "--use-angle=swiftshader"] };
  }
  return {};
}
