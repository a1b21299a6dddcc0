import type { UserId } from "@dormant-users/shared-types";
import { Suspense, useCallback } from "react";
import { late } from "../components/late.ts";
import { DormantUsersDashboard as Dashboard } from "../features/dashboard/components/DormantUsersDashboard.tsx";
import { askFirst } from "../features/dashboard/hooks/use-first-answer.ts";
import { DecisionsProvider } from "../insights/decisions/DecisionsProvider.tsx";
import type { OpenUser } from "../lib/insights-context.tsx";
import type { DormantUsersRemoteProps } from "./contract.ts";
import { RemoteShell } from "./RemoteShell.tsx";

// Nobody needs it before a user is opened, and the list should not wait for it.
const Modal = late(
  async () => (await import("../features/user-detail/components/DormantUserDetailModal.tsx")).DormantUserDetailModal,
);

/** Whoever is open stands in the page's address. */
const presentAddress = () => window.location.href;

/** The exposed page: the list and the details of whoever is opened from it share one cache and one undo. */
export function DormantUsersDashboard(props: DormantUsersRemoteProps) {
  const renderDetail = useCallback(
    ({ userId, siblings, onNavigate, onClose }: OpenUser) => (
      <Suspense fallback={null}>
        <Modal
          open
          userId={userId}
          siblings={siblings}
          onUserChange={(id) => onNavigate(id as UserId)}
          onClose={onClose}
          linkOf={presentAddress}
        />
      </Suspense>
    ),
    [],
  );
  return (
    <RemoteShell {...props} askFirst={askFirst}>
      <DecisionsProvider>
        <Dashboard {...(props.titleLevel ? { titleLevel: props.titleLevel } : {})} renderDetail={renderDetail} />
      </DecisionsProvider>
    </RemoteShell>
  );
}

// Federation hosts load lazily, and React.lazy reads the default export.
export default DormantUsersDashboard;
