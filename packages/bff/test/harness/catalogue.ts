import type { ClientBase } from "pg";
import type { SchemaName } from "../../src/db/tenant-schema.ts";

/** An object of a schema that holds or does something. */
export interface CatalogueObject {
  readonly kind: "table" | "view" | "sequence" | "function";
  readonly name: string;
  /** A column an UPDATE may name; for functions, their argument types. */
  readonly detail: string;
}

const OBJECTS = `
  select case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'view' else 'table' end as kind,
         c.relname as name,
         coalesce((select quote_ident(a.attname) from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                     and a.attgenerated = '' and a.attidentity = '' order by a.attnum limit 1), '') as detail
  from pg_class c where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all
  select 'function', p.proname, pg_get_function_identity_arguments(p.oid)
  from pg_proc p where p.pronamespace = to_regnamespace($1)
  order by 1, 2`;

/** Everything in a schema that privileges must guard, from PostgreSQL's own catalogue. */
export async function listObjects(client: ClientBase, schema: SchemaName): Promise<readonly CatalogueObject[]> {
  const { rows } = await client.query<CatalogueObject>(OBJECTS, [schema]);
  return rows;
}

const DESCRIPTION = `
  select format('column %s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then 'not null' end, a.attgenerated::text || a.attidentity::text,
                pg_get_expr(d.adbin, d.adrelid)) as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p', 'v', 'm')
  union all
  select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  from pg_constraint where connamespace = to_regnamespace($1)
  union all
  select format('index %s', pg_get_indexdef(i.indexrelid)) from pg_index i
  join pg_class c on c.oid = i.indexrelid where c.relnamespace = to_regnamespace($1)
  union all
  select format('trigger %s %s', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t
  join pg_class c on c.oid = t.tgrelid where c.relnamespace = to_regnamespace($1) and not t.tgisinternal
  union all
  select format('function %s', pg_get_functiondef(p.oid)) from pg_proc p where p.pronamespace = to_regnamespace($1)
  union all
  select format('grant %s %s to %s by %s', c.relname, acl.privilege_type, acl.grantee::regrole, acl.grantor::regrole)
  from pg_class c cross join aclexplode(c.relacl) acl where c.relnamespace = to_regnamespace($1)
  union all
  select format('owner %s %s', relname, relowner::regrole) from pg_class where relnamespace = to_regnamespace($1)
  order by 1`;

/** A schema in words that are equal exactly when two tenants' schemas are: the tenant's own name is left out. */
export async function describeSchema(client: ClientBase, schema: SchemaName): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(DESCRIPTION, [schema]);
  return rows.map(({ line }) => line.replaceAll(schema, "<tenant>")).sort();
}
