import type { AccountType, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { DecisionKind, ReturnBucket, SourceKind, Trend } from "../../rag/evidence/vocabulary.ts";

/** One account of a user, best source first. Instants are ISO 8601. */
export interface AccountFacts {
  readonly kind: SourceKind;
  readonly externalId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly manager: string | null;
  readonly licences: readonly string[] | null;
  readonly mfaEnrolled: boolean | null;
  readonly canSignIn: boolean;
  readonly present: boolean;
  readonly cannotSignInReason: string | null;
  readonly confirmedAt: string;
  readonly dataAsOf: string;
}

/** Everything the database knows of one user that an analysis may use or must hide. */
export interface UserFacts {
  readonly userId: UserId;
  readonly name: string | null;
  readonly email: string | null;
  readonly department: string | null;
  readonly accountType: AccountType;
  readonly privileged: boolean;
  readonly groupNames: readonly string[];
  readonly accountStartAt: string | null;
  readonly accounts: readonly AccountFacts[];
  readonly outlook: {
    readonly probability: number | null;
    readonly gapLowDays: number | null;
    readonly gapHighDays: number | null;
    readonly bucket: ReturnBucket | null;
    readonly trend: Trend | null;
  } | null;
  readonly decisions: readonly { readonly kind: DecisionKind; readonly decidedAt: string; readonly undone: boolean }[];
  readonly latest: {
    readonly hash: string;
    readonly source: "model" | "rules";
    readonly rulesReason: string | null;
  } | null;
}

// Instants inside JSON are written by PostgreSQL; the product's own form has milliseconds and Z.
const instant = (expression: string): string =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const selectFacts = defineQuery<readonly UserId[], UserFacts>({
  name: "insights.list_user_facts",
  text: (schema) => `
SELECT u.user_id AS "userId", u.name, u.email, u.department, u.account_type AS "accountType", u.privileged,
  u.group_names AS "groupNames", ${instant("u.account_start_at")} AS "accountStartAt",
  (SELECT coalesce(json_agg(json_build_object('kind', s.kind, 'externalId', a.external_id, 'email', a.email, 'name', a.name,
      'department', a.department, 'title', a.attributes ->> 'title', 'manager', a.attributes ->> 'manager',
      'licences', a.attributes -> 'licences', 'mfaEnrolled', a.mfa_enrolled, 'canSignIn', a.can_sign_in,
      'present', a.present, 'cannotSignInReason', a.cannot_sign_in_reason, 'confirmedAt', ${instant("a.confirmed_at")},
      'dataAsOf', ${instant("s.data_as_of")})
      ORDER BY NOT (a.can_sign_in AND a.present),
        array_position(ARRAY['trustx', 'okta', 'entra', 'google', 'scim'], s.kind), s.source_id, a.external_id), '[]')
    FROM ${schema}.source_accounts AS a JOIN ${schema}.sources AS s USING (source_id)
    WHERE a.user_id = u.user_id) AS accounts,
  (SELECT json_build_object('probability', o.return_probability, 'gapLowDays', o.typical_gap_low_days,
      'gapHighDays', o.typical_gap_high_days, 'bucket', o.return_bucket, 'trend', o.trend)
    FROM ${schema}.return_outlooks AS o WHERE o.user_id = u.user_id) AS outlook,
  (SELECT coalesce(json_agg(json_build_object('kind', d.kind, 'decidedAt', ${instant("d.decided_at")},
      'undone', d.undone_at IS NOT NULL) ORDER BY d.decided_at DESC), '[]')
    FROM ${schema}.decisions AS d WHERE d.user_id = u.user_id) AS decisions,
  (SELECT json_build_object('hash', i.analysis_hash, 'source', i.source, 'rulesReason', i.insight ->> 'rules_reason')
    FROM ${schema}.user_insights AS i WHERE i.user_id = u.user_id) AS latest
FROM ${schema}.user_profiles AS u WHERE u.user_id = ANY ($1::uuid[])`,
  params: (userIds) => [userIds],
});

/** The facts of those of the users who are there. */
export const listUserFacts = (tx: TenantTransaction, userIds: readonly UserId[]): Promise<UserFacts[]> =>
  tx.list(selectFacts, userIds);
