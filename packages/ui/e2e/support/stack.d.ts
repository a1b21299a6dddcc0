import { type Browser } from "playwright";
import { type StaticServer } from "../../../../scripts/serve-static.ts";
export interface Stack {
  readonly browser: Browser;
  readonly apiOrigin: string;
  readonly host: StaticServer;
  readonly remote: StaticServer;
  close(): Promise<void>;
}
/**
 * The built host and the built remote on ports of their own, an API, and a browser.
 * `DORMANT_E2E_API` names a running BFF with a development issuer; without it the contract's mocks answer.
 */
export declare function startStack(): Promise<Stack>;
