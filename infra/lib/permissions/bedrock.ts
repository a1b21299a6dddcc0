import { Aws } from "aws-cdk-lib";
import { findModel } from "../../../packages/bff/src/adapters/bedrock/model-catalogue.ts";
import { parseModelId } from "../../../packages/bff/src/adapters/bedrock/model-id.ts";
import type { Permission } from "./permission.ts";

/**
 * Where a geographic inference profile may send a prompt, by its prefix; from the tables of AWS's "Supported regions and
 * models for inference profiles". The preflight of a deployment asks the account itself and compares.
 */
const ROUTED_REGIONS: Readonly<Record<string, readonly string[]>> = {
  us: ["us-east-1", "us-east-2", "us-west-2"],
  eu: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"],
};

/** The regions whose foundation model a profile of `modelId` may call, from the client's `region`. */
export function routedRegionsOf(modelId: string, region: string): readonly string[] {
  const { viaProfile } = parseModelId(modelId);
  if (!viaProfile) return [region];
  const geography = modelId.slice(0, modelId.indexOf("."));
  const regions = ROUTED_REGIONS[geography];
  if (regions === undefined) throw new RangeError(`where ${modelId} is routed to is not known: add ${geography}`);
  return [...new Set([region, ...regions])];
}

/**
 * What it takes to call one model. A profile needs itself and the model behind it in every region it routes to; the
 * model is then open through that profile alone.
 */
export function modelPermissions(modelId: string, region: string): Permission[] {
  const model = findModel(modelId);
  if (model === undefined) throw new RangeError(`${modelId} is not in the model table of packages/bff`);
  if (model.lifecycle.state === "retired") throw new RangeError(`${modelId} is retired: ${model.lifecycle.successor}`);
  const { viaProfile } = parseModelId(modelId);
  const name = model.kind === "embedding" ? "Embedding" : "Chat";
  const purpose = model.kind === "embedding" ? "makes the vectors of users" : "writes insights";
  const models = routedRegionsOf(modelId, region).map(
    (routed) => `arn:${Aws.PARTITION}:bedrock:${routed}::foundation-model/${model.id}`,
  );
  if (!viaProfile) {
    const why = `${model.label} ${purpose}`;
    return [{ sid: `Call${name}Model`, actions: ["bedrock:InvokeModel"], resources: models, why }];
  }
  const profile = `arn:${Aws.PARTITION}:bedrock:${region}:${Aws.ACCOUNT_ID}:inference-profile/${modelId}`;
  return [
    {
      sid: `Call${name}Profile`,
      actions: ["bedrock:InvokeModel"],
      resources: [profile],
      why: `${model.label} ${purpose}; it is called by its inference profile`,
    },
    {
      sid: `Call${name}ModelWhereRouted`,
      actions: ["bedrock:InvokeModel"],
      resources: models,
      conditions: { StringEquals: { "bedrock:InferenceProfileArn": profile } },
      why: "the profile sends a prompt to any of these regions; without the profile none can be called",
    },
  ];
}
