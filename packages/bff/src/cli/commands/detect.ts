import type { AccountType, DormancyState, DormantUser, TenantId } from "@dormant-users/shared-types";
import { detectDormantUsers } from "../../features/detection/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { accountTypeOption, asOfOption, inactiveDaysOption, stateOption, tenantOption } from "../options.ts";

interface DetectOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly inactiveDays?: number;
  readonly asOf?: string;
  readonly state?: readonly (DormancyState | "all")[];
  readonly accountType?: readonly (AccountType | "all")[];
}

export const detect: DatabaseCommand = {
  name: "detect",
  needs: "database",
  summary: "list the dormant users of a tenant, and count all states",
  options: [tenantOption, inactiveDaysOption, asOfOption, stateOption, accountTypeOption],
  help: `Examples:
  dormant detect --tenant acme --inactive-days 90
  dormant detect --tenant acme --state all --json`,
  async run({ database, now }, io, options: DetectOptions) {
    const found = await database.withTenant(
      options.tenant,
      (tx) =>
        detectDormantUsers(
          tx,
          {
            inactiveDays: options.inactiveDays,
            asOf: options.asOf,
            states: options.state,
            accountTypes: options.accountType,
          },
          now(),
        ),
      { readOnly: true, isolation: "repeatable read", statementTimeoutMs: 0 },
    );
    for (const warning of found.warnings) await io.stderr(`warning: ${warning.message}\n`);
    if (options.json) {
      await writeJson(io, {
        tenant: options.tenant,
        as_of: found.as_of,
        cutoff: found.cutoff,
        inactive_days: found.inactive_days,
        counts: found.counts,
        users: found.items.map(toListed),
      });
      return EXIT.ok;
    }
    const counts = Object.entries(found.counts).map(([state, users]) => `${state} ${users}`);
    await io.stdout(`${found.items.map(toLine).join("")}\n`);
    await io.stdout(
      `as of ${found.as_of ?? "never"}, quiet since before ${found.cutoff ?? "never"}\n${counts.join(", ")}\n`,
    );
    return EXIT.ok;
  },
};

const toListed = (user: DormantUser) => ({
  user_id: user.user_id,
  external_id: user.external_id,
  state: user.state,
  reason: user.reason,
  days_inactive: user.days_inactive,
  last_active_at: user.last_active_at,
  account_type: user.account_type,
});

const toLine = (user: DormantUser): string =>
  `${[
    String(user.days_inactive ?? "?").padStart(6),
    (user.last_active_at ?? "never").slice(0, 10).padEnd(10),
    user.state.padEnd(12),
    user.account_type.padEnd(11),
    user.email ?? user.external_id,
    user.name ?? "",
  ].join("  ")}\n`;
