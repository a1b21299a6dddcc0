import { type TenantId, UserId } from "@dormant-users/shared-types";
import { eraseUser } from "../../features/privacy/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { parseWith, tenantOption } from "../options.ts";

interface EraseOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly user: UserId;
}

export const erase: DatabaseCommand = {
  name: "erase",
  needs: "database",
  summary: "erase everything about a user; there is no undo",
  options: [
    tenantOption,
    { syntax: "--user <id>", description: "the user's id", required: true, parse: parseWith(UserId) },
    { syntax: "--yes", description: "do not ask" },
  ],
  help: `Prints the receipt. A later snapshot does not bring the user back, as long as the key in DORMANT_ERASURE_KEYS is kept.`,
  confirm: () => "Erase everything about this user? There is no undo.",
  async run({ database, erasureKeys }, io, { tenant, user, json }: EraseOptions) {
    const keys = await erasureKeys();
    if (keys === undefined) {
      throw new CommandError("erasing needs a key; set DORMANT_ERASURE_KEYS (docs/configuration.md)", EXIT.unavailable);
    }
    const by = { actor: "command line", requestId: undefined, keys };
    const receipt = await database.withTenant(tenant, (tx) => eraseUser(tx, user, by), { statementTimeoutMs: 0 });
    if (json) await writeJson(io, receipt);
    else {
      const rows = Object.values(receipt.removed).reduce((sum, count) => sum + count, 0);
      await io.stdout(`erased ${user}: ${rows} rows, receipt ${receipt.receipt_id} of ${receipt.erased_at}\n`);
    }
    return EXIT.ok;
  },
};
