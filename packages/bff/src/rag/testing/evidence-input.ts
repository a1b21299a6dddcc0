export {
  type AccountParts as EvidenceInputOverrides,
  describeAccount as buildEvidenceInput,
} from "../eval/describe-account.ts";
