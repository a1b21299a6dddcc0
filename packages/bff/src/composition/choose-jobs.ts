import type { Config } from "../config/config.ts";
import type { JobLauncher } from "../features/runs/index.ts";

/**
 * Who carries out the runs that are asked for: the function that is named, else this process; undefined on Lambda without
 * a name, where nothing goes on after an answer.
 */
export async function chooseJobs(
  { analysisFunction, onLambda, s3 }: Config,
  here: JobLauncher,
): Promise<JobLauncher | undefined> {
  if (analysisFunction === undefined) return onLambda ? undefined : here;
  // Loaded where it is used: a start without it does not pay for its client.
  const { createLambdaJobLauncher } = await import("../adapters/lambda/lambda-job-launcher.ts");
  return createLambdaJobLauncher({ functionName: analysisFunction, region: s3.region });
}
