import { DormantUsersDashboard as Dashboard } from "../features/dashboard/components/DormantUsersDashboard.tsx";
import { DecisionsProvider } from "../insights/decisions/DecisionsProvider.tsx";
import type { DormantUsersRemoteProps } from "./contract.ts";
import { RemoteShell } from "./RemoteShell.tsx";

/** The exposed page: the list and the details of whoever is opened from it share one cache and one undo. */
export function DormantUsersDashboard(props: DormantUsersRemoteProps) {
  return (
    <RemoteShell {...props}>
      <DecisionsProvider>
        <Dashboard {...(props.titleLevel ? { titleLevel: props.titleLevel } : {})} renderDetail={() => null} />
      </DecisionsProvider>
    </RemoteShell>
  );
}

// Federation hosts load lazily, and React.lazy reads the default export.
export default DormantUsersDashboard;
