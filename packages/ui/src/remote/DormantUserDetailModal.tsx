import { DormantUserDetailModal as Modal } from "../features/user-detail/components/DormantUserDetailModal.tsx";
import { DecisionsProvider } from "../insights/decisions/DecisionsProvider.tsx";
import type { DormantUserDetailModalProps } from "./contract.ts";
import { RemoteShell } from "./RemoteShell.tsx";

/** The exposed dialog about one user: for hosts that keep their own list. Renders nothing while it is closed. */
export function DormantUserDetailModal(props: DormantUserDetailModalProps) {
  const { userId, open, onClose, siblings, onUserChange, linkOf, ...shell } = props;
  return (
    <RemoteShell {...shell}>
      <DecisionsProvider>
        <Modal
          userId={userId}
          open={open}
          onClose={onClose}
          siblings={siblings}
          onUserChange={onUserChange}
          linkOf={linkOf}
        />
      </DecisionsProvider>
    </RemoteShell>
  );
}

// Federation hosts load lazily, and React.lazy reads the default export.
export default DormantUserDetailModal;
