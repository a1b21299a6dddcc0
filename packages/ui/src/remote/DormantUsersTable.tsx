import { DormantUsersTable as Table } from "../features/dormant-users/components/DormantUsersTable.tsx";
import type { DormantUsersRemoteProps } from "./contract.ts";
import { RemoteShell } from "./RemoteShell.tsx";

/** The exposed component: complete in itself, at home in any React 19 host. */
export function DormantUsersTable(props: DormantUsersRemoteProps) {
  return (
    <RemoteShell {...props}>
      <Table {...(props.titleLevel ? { titleLevel: props.titleLevel } : {})} />
    </RemoteShell>
  );
}

// Federation hosts load lazily, and React.lazy reads the default export.
export default DormantUsersTable;
