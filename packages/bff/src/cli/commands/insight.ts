import { type TenantId, UserId } from "@dormant-users/shared-types";
import { findInsight, listInsightHistory } from "../../features/insights/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { parseWith, tenantOption } from "../options.ts";

interface InsightOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly user: UserId;
}

export const insight: DatabaseCommand = {
  name: "insight",
  needs: "database",
  summary: "show what is known, concluded and proposed about one user",
  options: [
    tenantOption,
    { syntax: "--user <id>", description: "the user's id", required: true, parse: parseWith(UserId) },
  ],
  async run({ database }, io, { tenant, user, json }: InsightOptions) {
    const { stored, history } = await database.withTenant(
      tenant,
      async (tx) => ({ stored: await findInsight(tx, user), history: await listInsightHistory(tx, user) }),
      { readOnly: true },
    );
    if (stored === undefined) {
      throw new CommandError(
        `no insight for this user yet; dormant analyze --tenant ${tenant} makes one`,
        EXIT.notFound,
      );
    }
    if (json) {
      await writeJson(io, {
        tenant,
        user_id: user,
        insight_id: stored.insightId,
        analysed_at: stored.analysedAt,
        insight: stored.insight,
        history: history.map(({ insightId, analysedAt, outcome, dropped, insight: earlier }) => ({
          insight_id: insightId,
          analysed_at: analysedAt,
          outcome,
          risk_level: earlier.risk_level,
          dropped: dropped.length,
        })),
      });
      return EXIT.ok;
    }
    const { risk_level, confidence, source, summary, recommendations, evidence } = stored.insight;
    await io.stdout(`${risk_level}, confidence ${confidence.toFixed(2)}, by ${source}, ${stored.analysedAt}\n\n`);
    for (const { text, evidence_ids } of summary) await io.stdout(`${text} [${evidence_ids.join(", ")}]\n`);
    await io.stdout("\n");
    for (const { priority, title, detail } of recommendations) await io.stdout(`${priority}. ${title}: ${detail}\n`);
    await io.stdout("\n");
    for (const { id, text } of evidence) await io.stdout(`${id.padEnd(4)} ${text}\n`);
    return EXIT.ok;
  },
};
