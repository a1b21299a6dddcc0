/** Where an inference profile may send a prompt; `none`: the model is called in the client's own region. */
export type Geography = "none" | "global" | "regional";

export interface ParsedModelId {
  /** The model behind the id, without geography; undefined where the id does not tell, as in an application profile. */
  readonly baseId: string | undefined;
  readonly geography: Geography;
  readonly viaProfile: boolean;
}

const PREFIX = /^(us|us-gov|eu|apac|jp|au|ca|sa|me|af|global)\.(?=[a-z0-9-]+\.)/;
const ARN = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:([a-z-]+)\/(.+)$/;
const BARE = /^[a-z0-9-]+\.[a-z0-9][a-z0-9.-]*(:[0-9a-z:]+)?$/;

/** Takes bare ids, ids with a geographic prefix, and ARNs of foundation models and inference profiles. */
export function parseModelId(id: string): ParsedModelId {
  const arn = ARN.exec(id);
  if (arn !== null) {
    const [, resource = "", rest = ""] = arn;
    if (resource === "foundation-model" || resource === "inference-profile") return parseModelId(rest);
    return { baseId: undefined, geography: "regional", viaProfile: true };
  }
  const prefix = PREFIX.exec(id)?.[1];
  const base = prefix === undefined ? id : id.slice(prefix.length + 1);
  return {
    baseId: BARE.test(base) ? base : undefined,
    geography: prefix === undefined ? "none" : prefix === "global" ? "global" : "regional",
    viaProfile: prefix !== undefined,
  };
}

/**
 * The inference profile of a model that a client in `region` should name, or undefined where none is known (GovCloud and
 * China were not checked). In the US and the EU the prompt stays there; elsewhere only `global.` is known to exist, which
 * may process it in any commercial region.
 */
export function findProfileId(baseId: string, region: string): string | undefined {
  if (/^(us-gov|us-iso[a-z]*|cn|eu-isoe|eusc)-/.test(region)) return undefined;
  if (region.startsWith("us-")) return `us.${baseId}`;
  if (region.startsWith("eu-")) return `eu.${baseId}`;
  return `global.${baseId}`;
}
