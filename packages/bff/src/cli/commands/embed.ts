import type { TenantId } from "@dormant-users/shared-types";
import { embedTenant } from "../../features/insights/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { tenantOption } from "../options.ts";

interface EmbedOptions extends CommonOptions {
  readonly tenant: TenantId;
}

export const embed: DatabaseCommand = {
  name: "embed",
  needs: "database",
  summary: "make the vectors that a tenant's dormant users lack",
  options: [tenantOption],
  help: "analyze does the same first. DORMANT_EMBEDDER chooses what makes them; vectors of different models stand side by side.",
  async run(services, io, { tenant, json }: EmbedOptions) {
    const work = await embedTenant(services, tenant, {
      signal: io.signal,
      onProgress: (done, of) => void io.stderr(`${done} of ${of} users\n`),
    });
    const indexes = await services.database.admin.indexEmbeddings(tenant);
    const { embedded, unchanged, failed, calls, tokens, costUsd } = work;
    if (json) {
      const model_id = services.embedder.modelId;
      await writeJson(io, {
        tenant,
        model_id,
        embedded,
        unchanged,
        failed,
        embedding_calls: calls,
        tokens,
        cost_usd: costUsd,
        indexes,
      });
    } else {
      await io.stdout(
        `${embedded} embedded, ${unchanged} unchanged, ${failed} failed; ${calls} calls, $${costUsd.toFixed(4)}\n`,
      );
    }
    return failed === 0 ? EXIT.ok : EXIT.failed;
  },
};
