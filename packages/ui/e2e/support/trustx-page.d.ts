import type { Browser, Locator, Page } from "playwright";

declare const SIZES: {
  readonly desktop: {
    readonly width: 1440;
    readonly height: 900;
  };
  readonly phone: {
    readonly width: 390;
    readonly height: 844;
  };
};
interface OpenOptions {
  readonly origin: string;
  readonly size?: keyof typeof SIZES;
  readonly scheme?: "light" | "dark";
}
/** The host as a person meets it: sign in, read the table, change what it shows. */
export declare class TrustXPage {
  #private;
  readonly page: Page;
  /** What the browser complained about; a good journey leaves it empty. */
  readonly complaints: string[];
  private constructor();
  static open(browser: Browser, { origin, size, scheme }: OpenOptions): Promise<TrustXPage>;
  signIn(tenant?: string, path?: string): Promise<void>;
  close(): Promise<void>;
  get table(): Locator;
  get rows(): Locator;
  get threshold(): Locator;
  get range(): Locator;
  button(name: string | RegExp): Locator;
  /** Waits until rows are shown and none are on their way. */
  rowsShown(): Promise<void>;
  setThreshold(days: number): Promise<void>;
  /** A column's texts, top to bottom. */
  column(name: "email" | "name" | "days" | "last"): Promise<string[]>;
}
