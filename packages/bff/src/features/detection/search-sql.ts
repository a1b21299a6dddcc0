/**
 * Condition on `user_profiles AS u`: the text is null, part of the e-mail address or the name in any case, or the whole id of
 * the user or of one of their accounts. Parts of ids are not looked for: many a short word is one by chance.
 * @param text `$n` of the text, cast to text
 */
export function searchText(schema: string, text: string): string {
  const part = `(SELECT '%' || regexp_replace(${text}, '([\\\\%_])', '\\\\\\1', 'g') || '%')`;
  // Each in a query of its own, which is answered once and not for each user.
  return `(${text} IS NULL OR u.email ILIKE ${part} OR u.name ILIKE ${part}
      OR u.user_id IN (
        SELECT a.user_id FROM ${schema}.sources AS s JOIN ${schema}.source_accounts AS a USING (source_id)
        WHERE a.external_id = ${text})
      OR u.user_id = (
        SELECT CASE WHEN ${text} ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN ${text}::uuid END))`;
}
