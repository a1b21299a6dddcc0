// What `cdk` runs: synthesises the stage that DORMANT_STAGE names.
import { buildApp } from "../lib/build-app.ts";
import { getStage } from "../lib/stages.ts";

buildApp(getStage(process.env.DORMANT_STAGE)).app.synth();
