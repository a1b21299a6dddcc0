import type { Instant } from "@dormant-users/shared-types";
import { z } from "zod";
import { earliestInstantMs } from "../normalising/accept-instant.ts";
import { parseInstantText, toInstant } from "../normalising/instant-text.ts";
import type { SourceKind } from "../source-kind.ts";
import type { JsonObject } from "./json-object.ts";

/** An instant stated by an export, read as UTC; instants before 2000 are refused as no export's. */
export const StatedInstant = z.string().transform((text, context): Instant => {
  const ms = parseInstantText(text);
  if (ms !== undefined && ms >= earliestInstantMs) return toInstant(ms);
  context.addIssue({ code: "custom", message: "must be an ISO 8601 instant" });
  return z.NEVER;
});

/** What surrounds a page's list says about the whole object. */
export interface EnvelopeFacts {
  /** The tenant the object names. */
  readonly tenant?: string;
  /** The instant at which the object's facts were true, by its own word. */
  readonly asOf?: Instant;
  /** Tenant and instant are both stated, as in a tenant file: the object lists every user of its source. */
  readonly complete: boolean;
  /** Which provider's list the envelope is. */
  readonly kind?: SourceKind;
  /** The provider says that more pages follow. */
  readonly hasMore: boolean;
}

export const NO_ENVELOPE: EnvelopeFacts = { complete: false, hasMore: false };

const TenantFacts = z.object({ tenant: z.string().nullish(), as_of: StatedInstant.nullish() });

/**
 * Reads what surrounds a list.
 *
 * @returns the facts, or the name of the field that is not what it should be
 */
export function readEnvelope(envelope: JsonObject): EnvelopeFacts | { invalidField: string } {
  const stated = TenantFacts.safeParse(envelope);
  if (!stated.success) return { invalidField: String(stated.error.issues[0]?.path[0] ?? "") };
  const { tenant, as_of: asOf } = stated.data;
  const kind = envelopeKind(envelope) ?? (typeof tenant === "string" ? "trustx" : undefined);
  return {
    ...(typeof tenant === "string" ? { tenant } : {}),
    ...(typeof asOf === "string" ? { asOf } : {}),
    complete: typeof tenant === "string" && typeof asOf === "string",
    ...(kind === undefined ? {} : { kind }),
    hasMore: isText(envelope.nextPageToken) || isText(envelope["@odata.nextLink"]),
  };
}

/** Whether an object without a list is a page all the same: Google and SCIM leave an empty list out, Graph never does. */
export function isEmptyPage(envelope: JsonObject): boolean {
  const kind = envelopeKind(envelope);
  return envelope.id === undefined && (kind === "google" || kind === "scim");
}

function envelopeKind(envelope: JsonObject): SourceKind | undefined {
  const schemas = Object.entries(envelope).find(([key]) => key.toLowerCase() === "schemas")?.[1];
  if (
    Array.isArray(schemas) &&
    schemas.some((urn) => /^urn:ietf:params:scim:api:messages:.*:ListResponse$/i.test(`${urn}`))
  ) {
    return "scim";
  }
  if (envelope.kind === "admin#directory#users") return "google";
  // A single user fetched alone has a context too; it names an entity, not a collection.
  const context = envelope["@odata.context"];
  return typeof context === "string" && !context.endsWith("$entity") ? "entra" : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
