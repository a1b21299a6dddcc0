import { createHash } from "node:crypto";
import { RemoteVersion } from "@dormant-users/shared-types";
import { type Fault, SmokeReport } from "./smoke-report.ts";

const LIMIT_MS = 2_000;
const CONTAINERS = ["remote", "standalone"] as const;

export interface SmokeRemoteOptions {
  /** Address that both containers lie below. */
  readonly remoteUrl: string;
  readonly say: (line: string) => void;
}

/**
 * Says which build of the UI an address serves, and holds every entry to it: one from another build, as a half-done
 * release or a cache leaves it, names files that do not fit.
 * @returns how many answers were wrong
 */
export async function smokeRemote({ remoteUrl, say }: SmokeRemoteOptions): Promise<number> {
  const report = new SmokeReport(say);
  const base = remoteUrl.endsWith("/") ? remoteUrl : `${remoteUrl}/`;
  for (const container of CONTAINERS) {
    let found: RemoteVersion | undefined;
    await report.check(`${container}: its version`, LIMIT_MS, async () => {
      const parsed = RemoteVersion.safeParse(JSON.parse((await load(`${base}${container}/version.json`)).toString()));
      if (!parsed.success) return `not a version file: ${parsed.error.issues[0]?.message}`;
      found = parsed.data;
      return undefined;
    });
    if (found === undefined) continue;
    say(`       ${found.name} ${found.version}, build ${found.build}, contract version ${found.contract_version}`);
    for (const [file, sha256] of Object.entries(found.entries)) {
      await report.check(`${container}: ${file}`, LIMIT_MS, async (): Promise<Fault> => {
        const content = await load(`${base}${container}/${file}`);
        return createHash("sha256").update(content).digest("hex") === sha256 ? undefined : "is of another build";
      });
    }
  }
  return report.wrong;
}

async function load(url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000), cache: "no-store" });
  if (!response.ok) throw new Error(`answered ${response.status} instead of 200`);
  return Buffer.from(await response.arrayBuffer());
}
