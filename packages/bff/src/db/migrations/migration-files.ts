import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SchemaName } from "../tenant-schema.ts";
import { packedMigrations } from "./packed-migrations.ts";

/** One step of a tenant's schema and the way back. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** sha-256 of the forward file with unified line ends. What was applied must never change afterwards. */
  readonly checksum: string;
  readonly up: string;
  readonly undo: string;
}

/** The migration files contradict each other or say something a migration may not say. */
export class MigrationFileError extends Error {
  override readonly name = "MigrationFileError";
}

const FILE = /^V(\d{3})__([a-z][a-z0-9_]*?)(\.undo)?\.sql$/;
const PLACEHOLDER = /:"([^"\n]*)"/g;
// A migration runs inside one transaction with its ledger row; ending it would part the two.
const TRANSACTION_CONTROL = /(?:^|;)\s*(begin|start\s+transaction|commit|end|rollback|abort)\b[^;]*(?:;|$)/i;
// Bodies, strings and comments, in which those words mean nothing.
const QUOTED = /(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * Reads `V001__name.sql` and `V001__name.undo.sql` and so on.
 *
 * @returns the migrations in order, versions 1, 2, 3, … without a gap
 * @throws {MigrationFileError} naming the file at fault
 */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const packed = packedMigrations ?? (await readFiles(directory));
  const files = Object.keys(packed).sort();
  const texts = new Map<string, string>();
  for (const file of files) {
    if (!FILE.test(file)) throw new MigrationFileError(`${file} is not named V001__name.sql or V001__name.undo.sql`);
    texts.set(file, (packed[file] ?? "").replaceAll("\r\n", "\n"));
  }
  for (const [file, text] of texts) check(file, text);
  const forward = files.filter((file) => !file.endsWith(".undo.sql"));
  const migrations = forward.map((file, index) => toMigration(file, index + 1, texts));
  const stray = files.find((file) => file.endsWith(".undo.sql") && !texts.has(file.replace(".undo.sql", ".sql")));
  if (stray !== undefined) throw new MigrationFileError(`${stray} undoes nothing`);
  return migrations;
}

async function readFiles(directory: string): Promise<Record<string, string>> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".sql"));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(join(directory, file), "utf8")] as const)),
  );
}

function toMigration(file: string, version: number, texts: ReadonlyMap<string, string>): Migration {
  const [, digits, name = ""] = FILE.exec(file) ?? [];
  if (Number(digits) !== version)
    throw new MigrationFileError(`${file} should have version ${version}: one each, no gap`);
  const undo = texts.get(file.replace(".sql", ".undo.sql"));
  if (undo === undefined) throw new MigrationFileError(`${file} has no ${file.replace(".sql", ".undo.sql")}`);
  const up = texts.get(file) ?? "";
  return { version, name, up, undo, checksum: createHash("sha256").update(up).digest("hex") };
}

function check(file: string, text: string): void {
  for (const [whole, name] of text.matchAll(PLACEHOLDER)) {
    if (name !== "tenant_schema" && name !== "tenant_role")
      throw new MigrationFileError(`${file} has an unknown ${whole}`);
  }
  const control = TRANSACTION_CONTROL.exec(text.replace(QUOTED, ""));
  if (control !== null) throw new MigrationFileError(`${file} says "${control[1]}", but runs inside a transaction`);
}

/**
 * The SQL for one tenant: `:"tenant_schema"` and `:"tenant_role"` become its name, which holds nothing that could end
 * an identifier, a string or a comment.
 */
export function forTenant(sql: string, schema: SchemaName): string {
  return sql.replace(PLACEHOLDER, schema);
}
