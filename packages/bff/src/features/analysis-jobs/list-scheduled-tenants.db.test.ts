import { Settings, type TenantId } from "@dormant-users/shared-types";
import { beforeAll, expect, it } from "vitest";
import { openServices } from "../../../test/analysis/analysed-tenant.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { putSettings } from "../settings/put-settings.ts";
import type { AnalysisJobServices } from "./analysis-job-services.ts";
import { listScheduledTenants } from "./list-scheduled-tenants.ts";

const test = useTestDatabase();
let [plain, late, off, unreadable]: TenantId[] = [];
let services: AnalysisJobServices;

async function tenantWith(schedule: object): Promise<TenantId> {
  const tenantId = await test.createTenant();
  await test.database.withTenant(tenantId, (tx) =>
    putSettings(tx, {
      settings: Settings.parse({ schedule }),
      actor: "test",
      requestId: undefined,
      accepts: () => true,
    }),
  );
  return tenantId;
}

beforeAll(async () => {
  plain = await test.createTenant();
  late = await tenantWith({ hour_utc: 22 });
  off = await tenantWith({ enabled: false });
  unreadable = test.uniqueTenantId();
  const tenants = [plain, late, off, unreadable] as TenantId[];
  services = { ...(await openServices(test.database)), listTenantIds: async () => tenants };
});

const at = (time: string) => ({ ...services, now: () => Date.parse(`2026-11-22T${time}Z`) });

it("a schedule analyses every tenant that has not switched it off, also one whose settings cannot be read", async () => {
  expect(await listScheduledTenants(at("09:00:00"))).toEqual([plain, late, unreadable]);
});

it("a schedule that fires every hour analyses the tenants whose hour it is", async () => {
  expect(await listScheduledTenants(at("03:00:00"), { due: true })).toEqual([plain]);
  expect(await listScheduledTenants(at("22:59:59"), { due: true })).toEqual([late]);
  expect(await listScheduledTenants(at("04:00:00"), { due: true })).toEqual([]);
});
