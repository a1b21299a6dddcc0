import { chooseModels } from "../../composition/choose-models.ts";
import type { Config } from "../../config/config.ts";
import type { Finding } from "./finding.ts";

/** Asks each configured model once. */
export async function modelFindings(config: Config): Promise<Finding[]> {
  const models = chooseModels(config);
  try {
    const probed = await models.probeModels();
    if (probed.length === 0)
      return [{ check: "models", status: "ok", detail: "local embedder, rules; no model is called" }];
    return probed.map(({ modelId, status, latencyMs, whatToDo }) => ({
      check: "models",
      status: status === "ok" ? (whatToDo === undefined ? "ok" : "warning") : "failed",
      detail: `${modelId}: ${status === "ok" ? `answered in ${latencyMs.toFixed(0)} ms` : status}${whatToDo === undefined ? "" : `; ${whatToDo}`}`,
    }));
  } finally {
    models.closeModels();
  }
}
