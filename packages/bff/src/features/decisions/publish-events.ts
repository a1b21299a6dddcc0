import type { TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import type { EventPublisher } from "./event-publisher.ts";
import { listUnpublished, markPublished } from "./outbox.repository.ts";

const BATCH = 100;

/**
 * Publishes what the tenant's outbox holds, oldest first, and stops where the bus takes no more. At least once: of two
 * processes at the same work both may publish an event, which its id tells.
 *
 * @returns events published
 */
export async function publishEvents(
  database: Pick<TenantDatabase, "withTenant">,
  tenant: TenantId,
  publisher: EventPublisher,
): Promise<number> {
  let published = 0;
  for (;;) {
    const events = await database.withTenant(tenant, (tx) => listUnpublished(tx, BATCH), { readOnly: true });
    if (events.length === 0) return published;
    const taken = await publisher.publish(events);
    if (taken.length > 0) await database.withTenant(tenant, (tx) => markPublished(tx, taken));
    published += taken.length;
    if (taken.length < events.length) return published;
  }
}
