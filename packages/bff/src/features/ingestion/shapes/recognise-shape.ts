import type { JsonObject } from "../reading/json-object.ts";
import type { SourceKind } from "../source-kind.ts";
import { isEntraUser, mapEntraUser } from "./entra.ts";
import { isGoogleUser, mapGoogleUser } from "./google.ts";
import { isOktaUser, mapOktaUser } from "./okta.ts";
import { isScimUser, mapScimUser, mayBeScimUser } from "./scim.ts";
import type { ShapeMapping } from "./shape-context.ts";
import { isTrustxUser, mapTrustxUser } from "./trustx.ts";

export const SHAPE_MAPPINGS: Readonly<Record<SourceKind, ShapeMapping>> = {
  trustx: mapTrustxUser,
  okta: mapOktaUser,
  entra: mapEntraUser,
  google: mapGoogleUser,
  scim: mapScimUser,
};

/**
 * Which shape a record has, by its own content; the envelope decides only between shapes that the content allows.
 *
 * @param hint the provider whose list the record came in
 * @returns undefined where no shape fits, or several do and the hint is none of them
 */
export function recogniseShape(record: JsonObject, hint: SourceKind | undefined): SourceKind | undefined {
  // A record that names SCIM's User schema is one, whatever else it holds.
  if (isScimUser(record)) return "scim";
  const fits: SourceKind[] = [];
  if (isOktaUser(record)) fits.push("okta");
  if (isEntraUser(record)) fits.push("entra");
  if (isGoogleUser(record)) fits.push("google");
  if (hint === "scim" && mayBeScimUser(record)) fits.push("scim");
  if (isTrustxUser(record, hint === "trustx" ? 1 : 2)) fits.push("trustx");
  return fits.length === 1 ? fits[0] : fits.find((shape) => shape === hint);
}
