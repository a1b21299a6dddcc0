import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { RunRequested } from "@dormant-users/shared-types";
import type { JobLauncher } from "../../features/runs/index.ts";

export interface LambdaJobLauncherOptions {
  /** Name or ARN of the function that carries runs out. */
  readonly functionName: string;
  readonly region: string;
}

const ATTEMPTS = 2;
/** Somebody waits for the answer of the request that asks for the run. */
const TIMEOUT_MS = 4_000;

/** Has runs carried out by a Lambda function, which is told and not waited for. Endpoint and keys: the AWS variables. */
export function createLambdaJobLauncher({ functionName, region }: LambdaJobLauncherOptions): JobLauncher {
  const client = new LambdaClient({ region, maxAttempts: ATTEMPTS });
  return {
    async launch(tenant, run_id) {
      const request: RunRequested = { tenant, run_id };
      await client.send(
        new InvokeCommand({ FunctionName: functionName, InvocationType: "Event", Payload: JSON.stringify(request) }),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
    },
    stop() {},
  };
}
