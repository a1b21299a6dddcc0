import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { configurationTable } from "./configuration-table.ts";
import { ConfigError, loadConfig } from "./load-config.ts";
import { VERSION } from "./version.ts";

const PRODUCTION = {
  DORMANT_ENV: "production",
  DATABASE_URL: "postgres://app:hunter2@db.internal:5432/dormant",
  DORMANT_JWT_ISSUER: "https://id.example/",
  DORMANT_JWT_AUDIENCE: "dormant-users",
  DORMANT_JWT_JWKS_URL: "https://id.example/jwks",
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig({}, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).faults;
  }
  return [];
}

describe("the configuration", () => {
  it("of nothing is development: embedded database, development issuer, pages of this machine", () => {
    expect(loadConfig({}, {})).toMatchObject({
      mode: "development",
      host: "127.0.0.1",
      port: 8787,
      databaseUrl: undefined,
      dataDir: join(import.meta.dirname, "../../../../.dormant"),
      jwt: { issuer: undefined, algorithms: ["RS256", "ES256"], tenantClaim: "tenant", scopeClaim: "scope" },
      corsOrigins: ["http://localhost:*", "http://127.0.0.1:*"],
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(loadConfig({}, { PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 8787, databaseUrl: undefined });
  });

  it("prefers what the command line says, and reads paths from where the person stands", () => {
    const npm = { npm_lifecycle_event: "dormant", INIT_CWD: "/home/ada" };
    const environment = { PORT: "1", DORMANT_DATA_DIR: "/elsewhere", ...npm };
    expect(loadConfig({ port: 0, dataDir: "data" }, environment)).toMatchObject({ port: 0, dataDir: "/home/ada/data" });
    expect(loadConfig({}, environment)).toMatchObject({ port: 1, dataDir: "/elsewhere" });
  });

  it("names every fault at once, with the variable, what to write, and no value", () => {
    const faults = faultsOf({
      PORT: "http",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      DORMANT_LOG_LEVEL: "loud",
      DORMANT_JWT_ALGORITHMS: "RS256,HS256",
      DORMANT_CORS_ORIGINS: "https://host.example/path",
    });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "DORMANT_JWT_ALGORITHMS",
      "DORMANT_CORS_ORIGINS",
      "DORMANT_LOG_LEVEL",
    ]);
    expect(faults.join()).not.toContain("hunter2");
    expect(faults[1]).toContain("postgres://user:password@host:5432/name");
  });

  it("of production asks for a server and an issuer, and takes no development shortcuts", () => {
    expect(faultsOf({ DORMANT_ENV: "production" })).toHaveLength(4);
    expect(faultsOf({ ...PRODUCTION, DORMANT_JWT_JWKS_URL: "http://id.example/jwks" })).toEqual([
      expect.stringContaining("must be https"),
    ]);
    expect(faultsOf({ ...PRODUCTION, DORMANT_CORS_ORIGINS: "http://localhost:*" })).toHaveLength(1);
    expect(loadConfig({}, PRODUCTION)).toMatchObject({ mode: "production", corsOrigins: [] });
  });

  it("is production by any sign of it", () => {
    const { DORMANT_ENV: _environment, ...rest } = PRODUCTION;
    expect(loadConfig({}, { ...rest, NODE_ENV: "production" }).mode).toBe("production");
    expect(loadConfig({}, { ...rest, AWS_LAMBDA_FUNCTION_NAME: "api", DORMANT_ENV: "development" }).mode).toBe(
      "production",
    );
  });

  it("of an issuer is whole or refused, in development too", () => {
    expect(faultsOf({ DORMANT_JWT_ISSUER: "https://id.example/" })).toHaveLength(2);
  });

  it("never prints a secret, however it is printed", () => {
    const config = loadConfig({}, PRODUCTION);
    const printed = [JSON.stringify(config), inspect(config, { depth: 9, showHidden: true }), `${config.databaseUrl}`];
    expect(printed.join()).not.toContain("hunter2");
    expect(config.databaseUrl?.reveal()).toBe(PRODUCTION.DATABASE_URL);
  });

  it("knows the version of its package", () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as object;
    expect(manifest).toMatchObject({ version: VERSION });
  });

  it("is documented variable by variable", () => {
    const document = readFileSync(join(import.meta.dirname, "../../../../docs/configuration.md"), "utf8");
    // The formatter aligns the table's columns.
    const unaligned = (text: string) => text.replaceAll(/ *\| */g, "|").replaceAll(/-{3,}/g, "---");
    expect(unaligned(document)).toContain(unaligned(configurationTable()));
  });
});
