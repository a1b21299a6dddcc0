import { getSettings, putSettings as putSettingsContract } from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route } from "../../http/define-route.ts";
import { matchesEntityTag, versionTag } from "../../http/entity-tag.ts";
import { putSettings } from "./put-settings.ts";
import { getStoredSettings } from "./settings.repository.ts";

export function settingsRoutes({ database }: { readonly database: Pick<Database, "withTenant"> }): readonly Route[] {
  return [
    defineRoute(getSettings).handle(async ({ principal }) => {
      const stored = await database.withTenant(principal.tenant, getStoredSettings, { readOnly: true });
      return { status: 200, body: stored, headers: { etag: versionTag(stored.version) } };
    }),
    defineRoute(putSettingsContract).handle(async ({ principal, body, request }) => {
      const stored = await database.withTenant(principal.tenant, (tx) =>
        putSettings(tx, {
          settings: body,
          actor: principal.subject,
          requestId: request.id,
          accepts: (version) => matchesEntityTag(request.ifMatch, versionTag(version)),
        }),
      );
      return { status: 200, body: stored, headers: { etag: versionTag(stored.version) } };
    }),
  ];
}
