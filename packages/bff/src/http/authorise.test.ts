import { describe, expect, it } from "vitest";
import { createTestApp, signToken } from "../../test/http/test-app.ts";

const LIST = "/profile360/insights/dormant-users";
const { app } = createTestApp();
const send = (authorization: string) => app.request(LIST, { headers: { authorization } });

describe("the Authorization header", () => {
  it("takes the scheme in any case", async () => {
    expect((await send(`bearer ${await signToken()}`)).status).toBe(200);
  });

  it.each([
    "Basic YTpi",
    "Bearer",
    "Bearer two tokens",
    "Bearer a,b",
    "Token x",
    "Bearer ünïcode",
    "eyJhbGciOiJub25lIn0.e30.",
    `Bearer ${"x".repeat(8193)}`,
    `Bearer ${"x.".repeat(4000)}`,
  ])("that is %.40s is a 401 which says what to send", async (header) => {
    const response = await send(Buffer.from(header, "utf8").toString("latin1"));
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="dormant-users", error="invalid_token"/);
    const problem = (await response.json()) as { detail: string };
    expect(problem.detail.length).toBeGreaterThan(10);
    expect(JSON.stringify(problem)).not.toContain("xxxx");
  });

  it("of a tenant reaches that tenant alone", async () => {
    const path = `${"/profile360/insights/users/"}7d6f2f4e-9a55-4a3a-8a0e-0f6c54b1c2d3/dormancy`;
    const statusFor = async (tenant: string) =>
      (await app.request(path, { headers: { authorization: `Bearer ${await signToken({ claims: { tenant } })}` } }))
        .status;
    expect(await statusFor("northwind")).toBe(200);
    expect(await statusFor("contoso")).toBe(404);
  });
});
