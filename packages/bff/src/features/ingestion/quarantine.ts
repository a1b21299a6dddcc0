import { z } from "zod";

/** Why one record was set aside while the rest of its object went in. The list is closed. */
export const QuarantineReason = z.enum([
  "unrecognised_shape",
  "missing_id",
  "invalid_id",
  "duplicate_id",
  "invalid_date",
  "invalid_field",
  "invalid_json",
  "invalid_utf8",
  "record_too_large",
  "nested_too_deeply",
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/** A record set aside. Holds no value of the record but its id. */
export const QuarantinedRecord = z.object({
  object: z.string(),
  /** Index in the list from 0; the line from 1 where the object has one record on each line. */
  position: z.int().min(0),
  reason: QuarantineReason,
  /** The field at fault, by the provider's own name. */
  field: z.string().optional(),
  externalId: z.string().optional(),
});
export type QuarantinedRecord = z.infer<typeof QuarantinedRecord>;

/** What an operator does about each reason. */
export const QUARANTINE_ADVICE: Readonly<Record<QuarantineReason, string>> = {
  unrecognised_shape: "not a TrustX, SCIM, Okta, Microsoft Graph or Google user; check what the integration exports",
  missing_id: "the record has no id; include the provider's id in the export",
  invalid_id: "the id is not a text of at most 256 characters without control characters",
  duplicate_id: "an earlier record of this object has the same id; the earlier one was taken",
  invalid_date: "the field is not an ISO 8601 instant; correct the export",
  invalid_field: "the field is neither true nor false, or not a text; correct the export",
  invalid_json: "the line is not valid JSON; correct the export",
  invalid_utf8: "the line is not UTF-8; export it again as UTF-8",
  record_too_large: "the record is larger than the limit; export fewer fields",
  nested_too_deeply: "the record is nested more deeply than the limit; export fewer fields",
};
