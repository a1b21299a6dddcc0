import { describe, expect, it } from "vitest";
import { createTestApp } from "../../test/http/test-app.ts";
import { docsPage, findDocsScript } from "./docs-page.ts";

const script = findDocsScript();
if (script === undefined) throw new Error("@scalar/api-reference is a development dependency and has to be installed");

describe("the documentation page", () => {
  const { app } = createTestApp({ parts: { docs: docsPage(script) } });

  it("asks no other server for anything, and may not", async () => {
    const page = await app.request("/docs");
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).not.toMatch(/https?:\/\//);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|script-src[^;]*unsafe/);
    for (const [, address = ""] of html.matchAll(/src="([^"]+)"/g)) {
      const part = await app.request(address);
      expect([part.status, part.headers.get("content-type")]).toEqual([200, "text/javascript"]);
    }
  });

  it("is not there where it is not asked for, as on Lambda", async () => {
    expect((await createTestApp().app.request("/docs")).status).toBe(404);
  });

  it("says so where its file is missing", async () => {
    const missing = createTestApp({ parts: { docs: docsPage(new URL("file:///nowhere/standalone.js")) } });
    const response = await missing.app.request("/docs/standalone.js");
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("nowhere");
  });
});
