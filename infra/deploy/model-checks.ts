import { DEFAULT_EMBEDDING_MODEL_ID, findModel } from "../../packages/bff/src/adapters/bedrock/model-catalogue.ts";
import { routedRegionsOf } from "../lib/permissions/bedrock.ts";
import type { Stage } from "../lib/stages.ts";
import { type Check, failed, ok, warning } from "./check.ts";
import { aws } from "./command.ts";

const MIN_TOKENS_PER_MINUTE = 100_000;

const baseIdOf = (modelId: string): string => findModel(modelId)?.id ?? modelId;
const labelOf = (stage: Stage): string => findModel(stage.models.chatModelId)?.label ?? stage.models.chatModelId;

function access(name: string, modelOf: (stage: Stage) => string): Check {
  return {
    name,
    why: "a model that is not open to the account answers 403, and the rules write every insight",
    command: (stage) =>
      aws(
        "bedrock",
        "get-foundation-model-availability",
        "--model-id",
        modelOf(stage),
        "--region",
        stage.region,
        "--output",
        "json",
      ),
    judge(answer, stage) {
      const { authorizationStatus, entitlementAvailability, regionAvailability, agreementAvailability } = answer as {
        authorizationStatus: string;
        entitlementAvailability: string;
        regionAvailability: string;
        agreementAvailability: { status: string; errorMessage?: string };
      };
      const faults = [
        ...(authorizationStatus === "AUTHORIZED" ? [] : [`authorization ${authorizationStatus}`]),
        ...(entitlementAvailability === "AVAILABLE" ? [] : [`entitlement ${entitlementAvailability}`]),
        ...(regionAvailability === "AVAILABLE" ? [] : [`${stage.region} ${regionAvailability}`]),
        ...(agreementAvailability.status === "AVAILABLE" ? [] : [`agreement ${agreementAvailability.status}`]),
      ];
      if (faults.length === 0) return ok(`${modelOf(stage)} is open`);
      return failed(
        `${modelOf(stage)}: ${faults.join(", ")}`,
        "Bedrock console, Model catalog, the model: request access; Anthropic's models want their use-case form once",
      );
    },
    unanswered: "warning",
  };
}

const routes: Check = {
  name: "routed regions",
  why: "the role must reach the model in every region the profile sends prompts to, or calls fail from time to time",
  command: ({ models, region }) =>
    aws(
      "bedrock",
      "get-inference-profile",
      "--inference-profile-identifier",
      models.chatModelId,
      "--region",
      region,
      "--output",
      "json",
    ),
  judge(answer, { models, region }) {
    const { models: routed } = answer as { models: { modelArn: string }[] };
    const regions = routed.map(({ modelArn }) => modelArn.split(":")[3] ?? "");
    const granted = routedRegionsOf(models.chatModelId, region);
    const missing = regions.filter((name) => !granted.includes(name));
    if (missing.length === 0) return ok(regions.join(", "));
    return failed(
      `${models.chatModelId} also goes to ${missing.join(", ")}`,
      "Add them to ROUTED_REGIONS in infra/lib/permissions/bedrock.ts, run pnpm docs:iam, and deploy again",
    );
  },
  unanswered: "warning",
};

const tokens: Check = {
  name: "model quota",
  why: "a quota of few tokens a minute stretches the night's analyses beyond the night",
  command: ({ region }) =>
    aws("service-quotas", "list-service-quotas", "--service-code", "bedrock", "--region", region, "--output", "json"),
  judge(answer, stage) {
    const { Quotas } = answer as { Quotas: { QuotaName: string; Value: number }[] };
    const label = labelOf(stage);
    const found = Quotas.filter(({ QuotaName }) => QuotaName.includes(label) && /tokens per minute/i.test(QuotaName));
    if (found.length === 0) return warning(`no quota names ${label}`, "Look for it in Service Quotas, Amazon Bedrock");
    const least = Math.min(...found.map(({ Value }) => Value));
    if (least >= MIN_TOKENS_PER_MINUTE) return ok(`${least} tokens a minute`);
    return warning(
      `${least} tokens a minute`,
      `Service Quotas, Amazon Bedrock: ask for ${MIN_TOKENS_PER_MINUTE} or more`,
    );
  },
  unanswered: "warning",
};

/** What Bedrock must give the stage's functions. */
export const MODEL_CHECKS: readonly Check[] = [
  access("embedding model", () => DEFAULT_EMBEDDING_MODEL_ID),
  access("chat model", ({ models }) => baseIdOf(models.chatModelId)),
  routes,
  tokens,
];
