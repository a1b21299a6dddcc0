import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RemoteVersion } from "@dormant-users/shared-types";
import type { Plugin } from "vite";
import { REMOTE_CONTRACT_VERSION } from "./src/remote/contract.ts";

interface Container {
  readonly name: string;
  readonly filename: string;
  readonly varFilename?: string;
}

const MANIFEST = "mf-manifest.json";

/** Writes `version.json` beside a container's entries: which build they are of. */
export function versionFile({ name, filename, varFilename }: Container): Plugin {
  const files = [filename, ...(varFilename === undefined ? [] : [varFilename]), MANIFEST].toSorted();
  let folder = "";
  return {
    name: "version-file",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    // Read from the folder: other plugins and banners still change entries after they are generated.
    writeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const entries = Object.fromEntries(files.map((file) => [file, sha256(readFileSync(join(folder, file)))]));
        const version: RemoteVersion = {
          name,
          version: packageVersion(),
          contract_version: REMOTE_CONTRACT_VERSION,
          build: sha256(JSON.stringify(entries)).slice(0, 12),
          entries,
        };
        writeFileSync(join(folder, "version.json"), `${JSON.stringify(version, null, 2)}\n`);
      },
    },
  };
}

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}
