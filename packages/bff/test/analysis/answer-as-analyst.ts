import type { Answer } from "../bedrock-stand-in/converse-response.ts";

/** What a model that does as it is told would say: the facts' own words, cited, and the rules' first action. */
export const answerAsAnalyst: Answer = ({ messages }) => {
  const question = messages.map(({ text }) => text).join("\n");
  const facts = [...question.matchAll(/\{"id":"(E\d+)","fact":"\w+","says":("(?:[^"\\]|\\.)*")\}/g)].map(
    ([, id = "", says = '""']) => ({ id, says: JSON.parse(says) as string }),
  );
  const [first] = facts;
  const [, action = "", detail = ""] = /^- (\w+): (.*)$/m.exec(question) ?? [];
  const cited = { evidence_ids: [first?.id ?? "E1"] };
  return {
    request_token: /Request token: (\S+)/.exec(question)?.[1] ?? "",
    risk: {
      ...cited,
      level: /Risk floor by the rules: (\w+)/.exec(question)?.[1] ?? "medium",
      reason: first?.says ?? "",
    },
    summary: facts.slice(1, 4).map(({ id, says }) => ({ evidence_ids: [id], text: says })),
    recommendations: [{ ...cited, action, detail }],
  };
};
