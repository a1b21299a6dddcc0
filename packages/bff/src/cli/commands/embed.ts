import type { TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import {
  embedTenant,
  getSearch,
  keepIndexed,
  pinSearch,
  SEARCH_METHODS,
  type SearchMethod,
} from "../../features/insights/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith, tenantOption } from "../options.ts";

interface EmbedOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly search?: SearchMethod | "auto";
}

function describeSearch({ method, breadth, recall, pinned }: Awaited<ReturnType<typeof getSearch>>): string {
  const found =
    recall === null || breadth === null ? "" : `, breadth ${breadth}: ${(100 * recall).toFixed(1)} % of them found`;
  return `${method} search${found}${pinned ? " (set by --search)" : ""}`;
}

const Search = z.enum([...SEARCH_METHODS, "auto"], `must be among ${SEARCH_METHODS.join(", ")}, auto`);

export const embed: DatabaseCommand = {
  name: "embed",
  needs: "database",
  summary: "make the vectors that a tenant's dormant users lack",
  options: [
    tenantOption,
    {
      syntax: "--search <method>",
      description:
        "how the nearest are looked for: exact, hnsw, ivfflat; auto chooses by measurement (default: as it is)",
      parse: parseWith(Search),
    },
  ],
  help: `analyze does the same first. DORMANT_EMBEDDER chooses what makes them; vectors of different models stand side by side.
A method that is set stays until --search auto; lists of ivfflat are drawn anew when a fifth of the vectors changed.`,
  async run(services, io, { tenant, search: method, json }: EmbedOptions) {
    const work = await embedTenant(services, tenant, {
      signal: io.signal,
      onProgress: (done, of) => void io.stderr(`${done} of ${of} users\n`),
    });
    if (method === undefined) await keepIndexed(services, tenant);
    else await pinSearch(services, tenant, services.embedder, method);
    const chosen = await getSearch(services, tenant, services.embedder);
    const { embedded, unchanged, failed, withoutBudget, calls, tokens, costUsd } = work;
    if (json) {
      const { modelId: model_id, dimensions: _dimensions, ...search } = chosen;
      await writeJson(io, {
        tenant,
        model_id,
        embedded,
        unchanged,
        failed,
        without_budget: withoutBudget,
        embedding_calls: calls,
        tokens,
        cost_usd: costUsd,
        search,
      });
    } else {
      const left =
        withoutBudget === 0 ? "" : `the month's budget is used up: ${withoutBudget} users are left for later\n`;
      await io.stdout(
        `${left}${embedded} embedded, ${unchanged} unchanged, ${failed} failed; ${calls} calls, $${costUsd.toFixed(4)}\nnearest users by ${describeSearch(chosen)}\n`,
      );
    }
    return failed === 0 ? EXIT.ok : EXIT.failed;
  },
};
