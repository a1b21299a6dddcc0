import type { WebDriver } from "selenium-webdriver";

export const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof SIZES;

/** A running browser with a window of the size asked for. */
export interface RunningBrowser {
  readonly driver: WebDriver;
  close(): Promise<void>;
}

/** One of the engines that people's browsers are made of. */
export interface Engine {
  readonly name: "chromium" | "firefox" | "webkit";
  /** Paths (or patterns of them) of all that must be installed. */
  readonly programs: readonly string[];
  /** Debian's packages that bring them. */
  readonly packages: readonly string[];
  /** Sizes this engine can show as the device would. */
  readonly sizes: readonly Size[];
  start(size: Size): Promise<RunningBrowser>;
}
