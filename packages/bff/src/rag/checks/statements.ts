import type { DropReason } from "./verdict.ts";

/** Statements that no fact can ever bear out, with the id that is recorded. */
const UNSUPPORTED: readonly (readonly [string, RegExp])[] = [
  [
    "departure",
    /\b(?:left|leaving|leaves|departed|departure|resign\w*|terminated|fired|retired|laid off|layoffs?|ex-employee|former employee|offboard\w*)\b/,
  ],
  ["absence", /\b(?:on leave|parental|maternity|paternity|vacation|holidays?|sabbatical|sick|illness|travell?ing)\b/],
  ["organisation", /\b(?:reorgani[sz]\w+|restructur\w+|dissolved|merger|merged|acqui\w+|project|team was|migrat\w+)\b/],
  [
    "incident",
    /\b(?:breach\w*|hacked|malware|phish\w*|stolen|leaked|malicious|suspicious|insider|(?:is|was|been|already) compromised)\b/,
  ],
  [
    "credential_state",
    /\b(?:weak|reused|expired|shared|old|leaked) passwords?\b|\bpassword (?:(?:is|was|has been) (?:weak|old|reused|expired|shared|known|leaked|stolen)|age)\b/,
  ],
  ["place", /\b(?:country|city|location|abroad|office|ip address|device|laptop|phone)\b/],
  ["law", /\b(?:gdpr|hipaa|sox|violat\w+|illegal|unlawful)\b/],
  [
    "instruction",
    /\b(?:ignore|disregard|override)\b.{0,30}\b(?:instructions?|rules?|previous|above|policy)\b|\bsystem prompt\b|\bas an ai\b|\blanguage model\b/,
  ],
];

const PLAYED_DOWN =
  /\b(?:safe|harmless|benign|negligible|trusted|nothing to worry|no cause for concern)\b|\bno (?:security |real |particular )?(?:risk|threat|concern|danger|issue|action)\b|\bnot a (?:risk|threat|concern)\b|\b(?:can|may|should) be (?:ignored|skipped|whitelisted)\b/;

const MONTHS = "january|february|april|june|july|august|september|october|november|december";
const DATES = new RegExp(
  [
    String.raw`\b(?:${MONTHS}|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b`,
    // "may" and "march" are verbs unless a number or a preposition of time stands by them
    String.raw`\b(?:\d{1,4} (?:may|march)|(?:in|since|until|last|during|by) (?:may|march)|(?:may|march) \d{1,4})\b`,
    String.raw`\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b`,
    String.raw`\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b`,
    String.raw`\b(?:yesterday|today|tomorrow|tonight)\b`,
    String.raw`\b(?:last|this|next|previous) (?:week|month|quarter|year|spring|summer|autumn|fall|winter)\b`,
  ].join("|"),
);

/** Tags, links, code: a claim is one plain sentence. */
const MARKUP = /[<>`{}\\]|https?:|www\.|\]\(|^\s*[#*-]\s|\*\*|\n/m;

interface Statement {
  readonly reason: DropReason;
  readonly about: string;
}

/** What in a text can be judged without looking at any fact. */
export function findStatements(text: string, playsDownAllowed: boolean): readonly Statement[] {
  const lower = text.toLowerCase();
  return [
    ...(MARKUP.test(text) ? [{ reason: "markup", about: "format" } as const] : []),
    ...(DATES.test(lower) ? [{ reason: "unsupported_date", about: "date" } as const] : []),
    ...UNSUPPORTED.filter(([, pattern]) => pattern.test(lower)).map(
      ([about]) => ({ reason: "unsupported_statement", about }) as const,
    ),
    ...(!playsDownAllowed && PLAYED_DOWN.test(lower) ? [{ reason: "plays_down_risk", about: "risk" } as const] : []),
  ];
}
