import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type BedrockStandIn, type StandInOptions, startBedrockStandIn } from "./stand-in.ts";

/** A stand-in for the tests of a file, with the AWS variables that lead to it; empty after each test. */
export function useBedrockStandIn(options: StandInOptions = {}): () => BedrockStandIn {
  let standIn: BedrockStandIn | undefined;
  beforeAll(async () => {
    standIn = await startBedrockStandIn(options);
    for (const [name, value] of Object.entries(standIn.environment)) vi.stubEnv(name, value);
  });
  afterEach(() => standIn?.reset());
  afterAll(async () => {
    vi.unstubAllEnvs();
    await standIn?.close();
  });
  return () => {
    if (standIn === undefined) throw new Error("the stand-in runs from beforeAll to afterAll");
    return standIn;
  };
}
