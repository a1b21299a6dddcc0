// Writes the tables of docs/IAM_BEDROCK_SETUP.md and resources/iam/bedrock-policy.json from what the roles are made of.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { bedrockPolicy, withPermissionTables } from "../lib/permissions/permission-document.ts";
import { STAGES } from "../lib/stages.ts";

const root = new URL("../../", import.meta.url);
const document = new URL("docs/IAM_BEDROCK_SETUP.md", root);
writeFileSync(document, withPermissionTables(readFileSync(document, "utf8"), STAGES.dev));
mkdirSync(new URL("resources/iam/", root), { recursive: true });
const policy = JSON.stringify(bedrockPolicy(STAGES.dev), null, 2);
writeFileSync(new URL("resources/iam/bedrock-policy.json", root), `${policy}\n`);
