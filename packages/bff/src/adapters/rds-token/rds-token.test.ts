import { afterEach, expect, it, vi } from "vitest";
import { createRdsToken } from "./rds-token.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("signs, without a call, that this login may connect to this proxy for a quarter of an hour", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").stubEnv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG");
  vi.stubEnv("AWS_SESSION_TOKEN", "session");
  const token = createRdsToken({ url: "postgres://dormant_users_app@db.proxy.test/trustx", region: "eu-west-1" });
  const signed = new URL(`https://${await token()}`);
  expect(signed.host).toBe("db.proxy.test:5432");
  expect(Object.fromEntries(signed.searchParams)).toMatchObject({
    Action: "connect",
    DBUser: "dormant_users_app",
    "X-Amz-Expires": "900",
    "X-Amz-Security-Token": "session",
    "X-Amz-Credential": expect.stringMatching(/^AKIDEXAMPLE\/\d{8}\/eu-west-1\/rds-db\/aws4_request$/),
    "X-Amz-Signature": expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});
