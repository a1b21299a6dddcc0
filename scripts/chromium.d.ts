import type { LaunchOptions } from "playwright";
/** How to start a Chromium here: the machine's own, else the one npm brings on x64 Linux, else Playwright's download. */
export declare function chromiumLaunchOptions(): Promise<LaunchOptions>;
