import type { CliCommand } from "../command.ts";
import { analyze } from "./analyze.ts";
import { cost } from "./cost.ts";
import { detect } from "./detect.ts";
import { doctor } from "./doctor.ts";
import { embed } from "./embed.ts";
import { erase } from "./erase.ts";
import { evalInsights } from "./eval-insights.ts";
import { evalReturns } from "./eval-returns.ts";
import { exportCommand } from "./export.ts";
import { ingest } from "./ingest.ts";
import { insight } from "./insight.ts";
import { migrate } from "./migrate.ts";
import { retention } from "./retention.ts";
import { serve } from "./serve.ts";
import { tenantCreate, tenantDrop, tenantList } from "./tenant.ts";
import { token } from "./token.ts";

/** Every command, in the order of `--help`. */
export const COMMANDS: readonly CliCommand[] = [
  serve,
  migrate,
  tenantCreate,
  tenantList,
  tenantDrop,
  ingest,
  detect,
  exportCommand,
  embed,
  analyze,
  insight,
  erase,
  retention,
  evalReturns,
  evalInsights,
  cost,
  token,
  doctor,
];
