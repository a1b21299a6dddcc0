/** The trace header of the invocation under way, which Lambda keeps in the environment; undefined elsewhere. */
export function invocationTrace(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environment._X_AMZN_TRACE_ID;
}
