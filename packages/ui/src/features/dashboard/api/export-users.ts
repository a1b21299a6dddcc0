import { type DormantUsersQuery, exportDormantUsers } from "@dormant-users/shared-types";
import type { ApiClient } from "../../../lib/api-client.ts";

export type ExportFormat = "csv" | "jsonl";

const MEDIA = { csv: "text/csv", jsonl: "application/x-ndjson" } as const;

/**
 * The whole filtered list as a file. Fetched rather than linked to: a link cannot carry the token.
 * @throws {ApiError}
 */
export async function exportUsers(client: ApiClient, query: DormantUsersQuery, format: ExportFormat): Promise<Blob> {
  const { skip: _, limit: __, cursor: ___, ...filters } = query;
  const response = await client.open(exportDormantUsers, { query: { ...filters, format }, accept: MEDIA[format] });
  return response.blob();
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some engines read the address only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
