import type { DormantUsersQuery } from "@dormant-users/shared-types";
import { type ApiClient, readAs } from "../../../lib/api-client.ts";
import { exportDormantUsers } from "../../../lib/contract/export.data.ts";

export type ExportFormat = "csv" | "jsonl";

const MEDIA = { csv: "text/csv", jsonl: "application/x-ndjson" } as const;

/**
 * The whole filtered list as a file. Fetched rather than linked to: a link cannot carry the token. A server that cannot
 * send a long list answers with the address it lies at, which needs none.
 * @throws {ApiError}
 */
export async function exportUsers(
  client: ApiClient,
  query: DormantUsersQuery,
  format: ExportFormat,
): Promise<Blob | URL> {
  const { skip: _, limit: __, cursor: ___, ...filters } = query;
  const response = await client.open(exportDormantUsers, { query: { ...filters, format }, accept: MEDIA[format] });
  if (response.headers.get("content-type")?.startsWith("application/json") !== true) return response.blob();
  return new URL(readAs(exportDormantUsers.answers[200], await response.json()).url);
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob | URL, name: string): void {
  const address = file instanceof URL ? file.href : URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  if (file instanceof URL) return;
  // Some engines read the address only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
