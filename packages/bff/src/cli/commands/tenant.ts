import { TenantId } from "@dormant-users/shared-types";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { parseWith } from "../options.ts";

const tenantOperand = { syntax: "<tenant>", description: "the tenant's id" };

function tenantIn(operands: readonly string[]): TenantId {
  try {
    return parseWith(TenantId)(operands[0] ?? "");
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), EXIT.usage);
  }
}

export const tenantCreate: DatabaseCommand = {
  name: "tenant create",
  needs: "database",
  summary: "make a tenant: its schema, its role and its tables",
  operands: [tenantOperand],
  async run({ database }, io, options: CommonOptions, operands) {
    const tenantId = tenantIn(operands);
    await database.admin.preparePlatform();
    await database.admin.createTenant(tenantId);
    if (options.json) await writeJson(io, { tenant: tenantId, created: true });
    else await io.stdout(`tenant ${tenantId} is ready; next: dormant ingest --tenant ${tenantId} PATH\n`);
    return EXIT.ok;
  },
};

export const tenantList: DatabaseCommand = {
  name: "tenant list",
  needs: "database",
  summary: "list the tenants and the version of their tables",
  async run({ database }, io, options: CommonOptions) {
    const tenants = await database.admin.listTenants();
    if (options.json) {
      await writeJson(io, {
        tenants: tenants.map(({ tenantId, version, createdAt }) => ({
          tenant: tenantId,
          version,
          created_at: createdAt,
        })),
      });
      return EXIT.ok;
    }
    if (tenants.length === 0) await io.stdout("no tenants yet; dormant tenant create ID makes one\n");
    for (const { tenantId, version, createdAt } of tenants) {
      await io.stdout(`${tenantId.padEnd(42)} version ${version}  since ${createdAt}\n`);
    }
    return EXIT.ok;
  },
};

export const tenantDrop: DatabaseCommand = {
  name: "tenant drop",
  needs: "database",
  summary: "remove a tenant with everything it holds; there is no undo",
  operands: [tenantOperand],
  options: [{ syntax: "--yes", description: "do not ask" }],
  confirm: (operands) => `Remove tenant ${operands[0]} and everything it holds? There is no undo.`,
  async run({ database }, io, options: CommonOptions, operands) {
    const tenantId = tenantIn(operands);
    const { roleKept } = await database.admin.dropTenant(tenantId);
    if (roleKept) await io.stderr("the tenant's role stays: another database of this server uses it\n");
    if (options.json) await writeJson(io, { tenant: tenantId, dropped: true });
    else await io.stdout(`tenant ${tenantId} is gone\n`);
    return EXIT.ok;
  },
};
