import type { AnalysisRun } from "../../src/features/runs/index.ts";
import type { Authors } from "./promises.ts";
import type { Scene, SceneParts } from "./scene.ts";
import type { Need, World } from "./world.ts";

/** One fault, how it is brought about in a run, and how that run must end. */
export interface FaultRow extends SceneParts {
  /** The row of docs/faults.md that tells operators of it. */
  readonly told: string;
  /** One of several faults that end alike. */
  readonly fault?: string;
  /** Left out, with the reason in its name, where they are not there. */
  readonly needs?: readonly Need[];
  /** Runs the scene's analysis with the fault in it; gives the run as it ended. */
  bring(scene: Scene, world: World): Promise<AnalysisRun>;
  readonly run: Partial<AnalysisRun>;
  readonly authors: Authors;
  /** Calls that the stand-in let in, or the fewest and the most. */
  readonly calls?: Readonly<Record<string, number | readonly [least: number, most: number]>>;
  /** An event that the log must tell. */
  readonly logged?: string;
}
