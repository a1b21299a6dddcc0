import { DormantUserSort, SortOrder } from "@dormant-users/shared-types";
import { z } from "zod";

/** Where a page ended: the sort it belongs to, the sort key of its last row and that row's id. */
const Cursor = z.object({
  sort: DormantUserSort,
  order: SortOrder,
  /** The part of the order it ended in, where the order has parts. */
  tier: z.int().optional(),
  /** Sort key as PostgreSQL text. */
  key: z.string().max(400),
  id: z.uuid(),
});
export type Cursor = z.infer<typeof Cursor>;

/** Opaque to callers: they pass back what they were given. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Undefined for anything this product did not make, or made for another sort. */
export function decodeCursor(text: string, sort: DormantUserSort, order: SortOrder): Cursor | undefined {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return cursor.sort === sort && cursor.order === order ? cursor : undefined;
  } catch {
    return undefined;
  }
}
