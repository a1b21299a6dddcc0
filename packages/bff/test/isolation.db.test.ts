import type { TenantId } from "@dormant-users/shared-types";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withAdmin } from "../src/db/admin-transaction.ts";
import { sqlStateOf } from "../src/db/sqlstate.ts";
import { type SchemaName, schemaOf } from "../src/db/tenant-schema.ts";
import { type CatalogueObject, listObjects } from "./harness/catalogue.ts";
import { rawSql } from "./harness/raw-sql.ts";
import { useTestDatabase } from "./harness/test-database.ts";

const test = useTestDatabase({ poolSize: 1 });
const REFUSED = "42501";

let victim: TenantId;
let other: TenantId;
beforeAll(async () => {
  victim = await test.createTenant();
  other = await test.createTenant();
});

/** Runs one statement and undoes it; the SQLSTATE it was refused with, or "reached". */
type Actor = (sql: string) => Promise<string>;

const asTenant =
  (tenantId: TenantId): Actor =>
  async (sql) => {
    const undo = new Error("undo");
    const outcome = await test.database
      .withTenant(tenantId, async (tx) => {
        await tx.execute(rawSql(sql));
        throw undo;
      })
      .catch((error: unknown) => error);
    return outcome === undo ? "reached" : (sqlStateOf((outcome as Error).cause) ?? String(outcome));
  };

const asPool: Actor = async (sql) => {
  const lease = await test.connections.tenant();
  const outcome = await lease.client.query(sql).then(
    () => "reached",
    (error: unknown) => sqlStateOf(error) ?? String(error),
  );
  lease.giveBack();
  return outcome;
};

function attemptsOn(schema: SchemaName, { kind, name, detail }: CatalogueObject): Record<string, string> {
  const object = `${schema}.${name}`;
  if (kind === "function") {
    const nulls =
      detail === "" ? "" : detail.split(",").map((argument) => `null::${argument.trim().split(" ").at(-1)}`);
    return { call: `select ${object}(${nulls})` };
  }
  if (kind === "sequence") return { next: `select nextval('${object}')`, read: `select last_value from ${object}` };
  if (kind === "view") return { select: `select from ${object}` };
  return {
    select: `select from ${object}`,
    insert: `insert into ${object} default values`,
    update: `update ${object} set ${detail} = ${detail}`,
    delete: `delete from ${object}`,
    truncate: `truncate ${object} cascade`,
  };
}

/** What an actor could do with a tenant's objects: "table operation" for each attempt that was not refused. */
async function reachable(actor: Actor, tenantId: TenantId): Promise<readonly string[]> {
  const schema = schemaOf(tenantId);
  const objects = await withAdmin(test.connections, (client) => listObjects(client, schema));
  expect(objects.length).toBeGreaterThan(1);
  const reached: string[] = [];
  for (const object of objects) {
    for (const [operation, sql] of Object.entries(attemptsOn(schema, object))) {
      const outcome = await actor(sql);
      if (outcome !== REFUSED) reached.push(`${object.name} ${operation}`);
    }
  }
  return reached;
}

const asOwner = (sql: string) => withAdmin(test.connections, (client) => client.query(sql));

describe("what a tenant has", () => {
  it("is refused to another tenant: every object, every operation", async () => {
    expect(await reachable(asTenant(other), victim)).toEqual([]);
  });

  it("is refused to the pool outside a transaction", async () => {
    expect(await reachable(asPool, victim)).toEqual([]);
  });

  it("is reached by the tenant itself, so that the refusals above mean something", async () => {
    const reached = await reachable(asTenant(victim), victim);
    expect(reached).toEqual(expect.arrayContaining(["tenant_settings select", "tenant_settings delete"]));
  });

  it("of records about itself can be read and added to by the tenant, never rewritten", async () => {
    const reached = await reachable(asTenant(victim), victim);
    expect(reached).toContain("schema_migrations select");
    expect(reached).not.toContain("schema_migrations insert");
    for (const table of ["schema_migrations", "audit_log"]) {
      for (const operation of ["update", "delete", "truncate"]) expect(reached).not.toContain(`${table} ${operation}`);
    }
  });

  it("lies in its own schema: no table is shared, whichever schema it is put into", async () => {
    const shared = await withAdmin(test.connections, (client) =>
      client.query(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema$|tenant_)'`),
    );
    expect(shared.rows).toEqual([]);
  });

  it("has no function whose search path the caller chooses", async () => {
    const open = await withAdmin(test.connections, (client) =>
      client.query(
        `select proname from pg_proc where pronamespace = to_regnamespace($1)
         and not coalesce(array_to_string(proconfig, ',') like '%search_path=%', false)`,
        [schemaOf(victim)],
      ),
    );
    expect(open.rows).toEqual([]);
  });
});

describe("this suite", () => {
  beforeEach(async () => {
    const schema = schemaOf(victim);
    await asOwner(`create table ${schema}.forgotten (id int); create function ${schema}.leaky() returns int language sql
                   set search_path from current as 'select 1'`);
    await asOwner(`grant usage on schema ${schema} to public; grant select on ${schema}.forgotten to public;
                   grant execute on function ${schema}.leaky to public`);
  });
  afterEach(async () => {
    const schema = schemaOf(victim);
    await asOwner(
      `drop table ${schema}.forgotten; drop function ${schema}.leaky(); revoke usage on schema ${schema} from public`,
    );
  });

  it("sees a table and a function that somebody left unprotected", async () => {
    for (const actor of [asTenant(other), asPool]) {
      expect(await reachable(actor, victim)).toEqual(["leaky call", "forgotten select"]);
    }
  });
});
