import { readFile } from "node:fs/promises";
import { Hono } from "hono";
import { DomainError } from "../domain-error.ts";
import type { HttpEnv } from "./http-env.ts";

/**
 * The page runs our two scripts and talks to this server, nothing else. Its components style themselves at run time,
 * hence inline styles; it needs no inline script and no eval.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>Dormant Users API</title>
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/standalone.js"></script>
    <script src="/docs/boot.js"></script>
  </body>
</html>
`;

/** Everything that would call out is switched off: fonts, telemetry, hosted clients and assistants. */
const BOOT = `Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  authentication: { preferredSecurityScheme: "bearer" },
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

/** Where the development dependency keeps its one self-contained file; undefined where it is not installed. */
export function findDocsScript(): URL | undefined {
  try {
    return new URL("./browser/standalone.js", import.meta.resolve("@scalar/api-reference"));
  } catch {
    return undefined;
  }
}

/** `/docs`, without any request to another server. */
export function docsPage(script: URL): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get("/", (context) => {
    context.header("content-security-policy", PAGE_POLICY);
    return context.html(PAGE);
  });
  app.get("/boot.js", (context) => context.body(BOOT, 200, { "content-type": "text/javascript" }));
  app.get("/standalone.js", async (context) => {
    const source = await readFile(script).catch((cause: unknown) => {
      throw new DomainError("not_found", "The documentation page is not installed here.", { cause });
    });
    return context.body(source, 200, { "content-type": "text/javascript", "cache-control": "public, max-age=3600" });
  });
  return app;
}
