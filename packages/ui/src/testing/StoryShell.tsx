import type { ReactNode } from "react";
import type { DormantUsersRemoteProps } from "../remote/contract.ts";
import { RemoteShell } from "../remote/RemoteShell.tsx";

type StoryShellProps = Partial<DormantUsersRemoteProps> & { readonly children: ReactNode };

/** What a host gives, fixed: a language, a time zone and a token, so that a story looks the same everywhere. */
export function StoryShell({ children, ...props }: StoryShellProps) {
  return (
    <RemoteShell
      apiBase=""
      tenant="northwind"
      locale="en-GB"
      timeZone="UTC"
      getAccessToken={async () => "a-story-token"}
      {...props}
    >
      {children}
    </RemoteShell>
  );
}
