export { type Analysis, type AnalysisRequest, type AnalystOptions, analyse } from "./analyse.ts";
export type { Dropped, DropReason } from "./checks/verdict.ts";
export {
  applyCalibration,
  type Calibration,
  fitCalibration,
  type ReviewedVerdict,
} from "./confidence/calibration.ts";
export type { EgressFinding } from "./egress/egress-gate.ts";
export type { KnownIdentifiers } from "./egress/identifiers.ts";
export { returnBucket } from "./evidence/buckets.ts";
export { buildEvidence, type EvidenceSet } from "./evidence/build-evidence.ts";
export { embeddingText } from "./evidence/embedding-text.ts";
export { embeddingHash } from "./evidence/evidence-hash.ts";
export type { EvidenceInput } from "./evidence/evidence-input.ts";
export { analysisHash } from "./insight/compose-insight.ts";
export { drawNonces, type Nonces } from "./prompt/nonces.ts";
export { PROMPT_VERSION } from "./prompt/system-text.ts";
export { type Assessment, evaluateRisk, riskRank } from "./rules/evaluate-risk.ts";
export { RULES_VERSION } from "./rules/rubric.ts";
