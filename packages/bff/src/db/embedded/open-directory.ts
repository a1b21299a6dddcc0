import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connections } from "../connections.ts";
import { connectEmbedded, startEngine } from "./open-embedded.ts";

export async function openMemory(): Promise<Connections> {
  return connectEmbedded(await startEngine());
}

export async function openDirectory(
  directory: string,
  onProgress: (message: string) => void = () => {},
): Promise<Connections> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  onProgress(`opening the embedded database in ${directory}`);
  return connectEmbedded(await startEngine({ dataDir: join(directory, "pgdata") }));
}
