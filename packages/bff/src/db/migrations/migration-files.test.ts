import { TenantId } from "@dormant-users/shared-types";
import { afterEach, describe, expect, it } from "vitest";
import { migrationDirectory } from "../../../test/harness/migration-directory.ts";
import { schemaOf } from "../tenant-schema.ts";
import { forTenant, MigrationFileError, readMigrations } from "./migration-files.ts";

let remove: (() => Promise<void>) | undefined;
afterEach(async () => {
  await remove?.();
  remove = undefined;
});

async function read(files: Record<string, string>) {
  const directory = await migrationDirectory(files);
  remove = directory.remove;
  return readMigrations(directory.path);
}

describe("migration files", () => {
  it("come in order, each with its way back", async () => {
    const migrations = await read({
      "V002__b.sql": "select 2;",
      "V002__b.undo.sql": "select -2;",
      "V001__a.sql": "select 1;",
      "V001__a.undo.sql": "select -1;",
      "README.md": "not a migration",
    });
    expect(migrations).toMatchObject([
      { version: 1, name: "a", up: "select 1;", undo: "select -1;" },
      { version: 2, name: "b", up: "select 2;", undo: "select -2;" },
    ]);
  });

  it("have the same checksum whatever line ends a checkout gave them", async () => {
    const [unix] = await read({ "V001__a.sql": "select 1;\nselect 2;\n", "V001__a.undo.sql": "" });
    await remove?.();
    const [windows] = await read({ "V001__a.sql": "select 1;\r\nselect 2;\r\n", "V001__a.undo.sql": "" });
    expect(windows?.checksum).toBe(unix?.checksum);
  });

  it.each([
    ["a gap", { "V002__b.sql": "", "V002__b.undo.sql": "" }, "V002__b.sql should have version 1"],
    [
      "two of one version",
      { "V001__a.sql": "", "V001__a.undo.sql": "", "V001__b.sql": "", "V001__b.undo.sql": "" },
      "V001__b.sql should have version 2",
    ],
    ["no way back", { "V001__a.sql": "" }, "V001__a.sql has no V001__a.undo.sql"],
    ["a way back from nothing", { "V001__a.undo.sql": "" }, "V001__a.undo.sql undoes nothing"],
    ["another name", { "1_a.sql": "" }, "1_a.sql is not named"],
    ["an unknown placeholder", { "V001__a.sql": 'grant x to :"role"', "V001__a.undo.sql": "" }, 'unknown :"role"'],
    ["its own commit", { "V001__a.sql": "select 1; COMMIT;", "V001__a.undo.sql": "" }, 'says "COMMIT"'],
    ["its own begin", { "V001__a.sql": "begin;\nselect 1;", "V001__a.undo.sql": "" }, 'says "begin"'],
    ["an undo that ends the transaction", { "V001__a.sql": "", "V001__a.undo.sql": "rollback" }, 'says "rollback"'],
  ])("with %s are refused, naming the file", async (_, files, message) => {
    const reading = read(files as Record<string, string>);
    await expect(reading).rejects.toBeInstanceOf(MigrationFileError);
    await expect(reading).rejects.toThrow(message);
  });

  it("may use those words in bodies, strings, names and comments", async () => {
    const up = `-- commit;
      create function f() returns void language plpgsql as $body$ begin commit; end; $body$;
      comment on function f() is 'x; commit;'; /* ; rollback; */ create table "; begin;" ();`;
    expect(await read({ "V001__a.sql": up, "V001__a.undo.sql": "" })).toHaveLength(1);
  });

  it("say the tenant's name where its place is kept", () => {
    const schema = schemaOf(TenantId.parse("acme"));
    expect(forTenant('grant select on :"tenant_schema".a to :"tenant_role"', schema)).toBe(
      "grant select on tenant_acme.a to tenant_acme",
    );
  });
});
