import type { TenantId } from "@dormant-users/shared-types";

/** A file to be kept for whoever asked for it. */
export interface ExportFile {
  readonly tenant: TenantId;
  readonly name: string;
  readonly type: string;
  readonly chunks: AsyncIterable<string>;
  readonly signal: AbortSignal;
}

/** Port: keeps files that are too long for one answer, for some minutes. */
export interface ExportStore {
  /** Takes the file as it is made; nothing of it is left where that fails. */
  keep(file: ExportFile): Promise<{ readonly url: string; readonly expiresAt: string }>;
}
