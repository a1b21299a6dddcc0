/**
 * The directory in which the caller's relative paths mean something. npm runs a script in the project's root and keeps
 * the caller's directory in INIT_CWD; it is believed only in npm's own child, since every process below inherits it.
 */
export function callerDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = environment;
  return script === "dormant" && caller !== undefined ? caller : process.cwd();
}
