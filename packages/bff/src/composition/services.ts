import type { Config } from "../config/config.ts";
import type { AppServices } from "../http/app.ts";
import type { RouteServices } from "../http/product-routes.ts";

/** Everything the product runs on, chosen and opened. */
export interface Services extends AppServices, RouteServices {
  readonly config: Config;
  /** The one clock; a test sets it. */
  readonly now: () => Date;
  /** Closes what `createServices` opened; safe to call twice. */
  close(): Promise<void>;
}
