import type { Instant, TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import { ForeignTenantError, ObjectUnreadable } from "./ingestion-errors.ts";
import type { ByteStream } from "./object-store.ts";
import { StatedInstant } from "./reading/envelope.ts";
import { DEFAULT_READ_LIMITS } from "./reading/limits.ts";
import { plainBytes } from "./reading/plain-bytes.ts";

/** Declares the objects under its folder a complete snapshot: every user of the source, as of one instant. */
export interface Manifest {
  readonly asOf: Instant;
  /** Users the folder should hold; fewer means that objects are missing. */
  readonly expectedUsers: number;
}

const ManifestFile = z.object({ tenant: z.string(), as_of: StatedInstant, users: z.int().min(0) });

/**
 * Reads a `manifest.json`.
 *
 * @throws ObjectUnreadable, or ForeignTenantError where it names another tenant
 */
export async function readManifest(object: string, stored: ByteStream, tenantId: TenantId): Promise<Manifest> {
  const chunks: Buffer[] = [];
  for await (const chunk of plainBytes(object, stored, DEFAULT_READ_LIMITS.maxRecordBytes)) chunks.push(chunk);
  const manifest = ManifestFile.safeParse(parseJson(object, Buffer.concat(chunks)));
  if (!manifest.success) {
    throw new ObjectUnreadable(object, "invalid_manifest", {
      field: manifest.error.issues[0]?.path.join(".") || "manifest",
    });
  }
  if (manifest.data.tenant !== tenantId) throw new ForeignTenantError(object);
  return { asOf: manifest.data.as_of, expectedUsers: manifest.data.users };
}

function parseJson(object: string, bytes: Buffer): unknown {
  if (bytes.length === 0) throw new ObjectUnreadable(object, "empty");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new ObjectUnreadable(object, "invalid_json", {}, { cause });
  }
}
