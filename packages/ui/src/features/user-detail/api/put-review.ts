import type { Review, ReviewRequest } from "@dormant-users/shared-types";
import type { ApiClient } from "../../../lib/api-client.ts";
import { putReview } from "../../../lib/contract/user-detail.data.ts";

/**
 * Says what the caller makes of the user's present insight; replaces what they said before.
 * @throws {ApiError}
 */
export function sendReview(client: ApiClient, userId: string, body: ReviewRequest): Promise<Review> {
  return client.call(putReview, { params: { user_id: userId }, body });
}
