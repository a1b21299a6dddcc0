import { z } from "zod";

/** What kind of system an account lives in; also names the source where its object's path names no integration. */
export const SourceKind = z.enum(["trustx", "okta", "entra", "google", "scim"]);
export type SourceKind = z.infer<typeof SourceKind>;

/** The source's name: the integration of the object's path, else the kind its records show. */
export function sourceNameFor(integration: string | undefined, kind: SourceKind): string {
  return integration ?? kind;
}
