import type { Config } from "../config/config.ts";
import type { Database } from "../db/index.ts";
import type { ExecuteRun, RunServices } from "../features/runs/index.ts";
import type { AppServices } from "../http/app.ts";
import type { RouteServices } from "../http/product-routes.ts";
import type { Models } from "./choose-models.ts";
import type { OpenedObjects } from "./open-objects.ts";

/** Everything the product runs on, chosen and opened. */
export interface Services extends AppServices, RouteServices, RunServices, Models {
  readonly config: Config;
  readonly database: Database;
  /** The one clock: milliseconds since 1970. */
  readonly now: () => number;
  /** Carries out a refresh in this process. Undefined: none are taken on. */
  readonly executeRun: ExecuteRun | undefined;
  /** A local path or `s3://bucket/prefix`, with the user objects it names. */
  openObjects(place: string): Promise<OpenedObjects>;
  /** Closes what `createServices` opened, and nothing that was handed to it. Safe to call twice. */
  close(): Promise<void>;
}
