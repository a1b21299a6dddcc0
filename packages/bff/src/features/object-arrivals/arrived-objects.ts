import { S3ObjectCreated } from "@dormant-users/shared-types";
import { z } from "zod";

/** An event of a queue, as Lambda hands it over, as far as it is read here. */
const QueueBatch = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })).min(1) });

/** One event, or why it cannot be read. `messageId` is missing where EventBridge called directly. */
export interface ArrivedObject {
  readonly messageId: string | undefined;
  readonly event: S3ObjectCreated | undefined;
}

/** The events in what Lambda was called with: one from EventBridge, or those a queue kept. */
export function readArrivals(input: unknown): readonly ArrivedObject[] {
  const batch = QueueBatch.safeParse(input);
  if (!batch.success) return [{ messageId: undefined, event: S3ObjectCreated.safeParse(input).data }];
  return batch.data.Records.map(({ messageId, body }) => ({
    messageId,
    event: S3ObjectCreated.safeParse(parsed(body)).data,
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
