// For hosts: put this file and the built `dist/types/contract.d.ts` side by side under your sources.
declare module "dormant_users/DormantUsersDashboard" {
  import type { DormantUsersRemoteComponent } from "./contract";

  export const DormantUsersDashboard: DormantUsersRemoteComponent;
  export default DormantUsersDashboard;
}

declare module "dormant_users/DormantUsersTable" {
  import type { DormantUsersRemoteComponent } from "./contract";

  export const DormantUsersTable: DormantUsersRemoteComponent;
  export default DormantUsersTable;
}

declare module "dormant_users/DormantUserDetailModal" {
  import type { DormantUserDetailModalComponent } from "./contract";

  export const DormantUserDetailModal: DormantUserDetailModalComponent;
  export default DormantUserDetailModal;
}

declare module "dormant_users/profile360" {
  import type { Profile360Section } from "./contract";

  export const profile360: Profile360Section;
}

declare module "dormant_users_standalone/mount" {
  import type { Mount } from "./contract";

  export const contractVersion: number;
  export const mount: Mount;
}
