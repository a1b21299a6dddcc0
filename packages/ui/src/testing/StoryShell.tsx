import { type ReactNode, useState } from "react";
import { createMemoryUrl } from "../lib/url-state.ts";
import type { DormantUsersRemoteProps } from "../remote/contract.ts";
import { RemoteShell } from "../remote/RemoteShell.tsx";

type StoryShellProps = Partial<DormantUsersRemoteProps> & { readonly children: ReactNode };

/** What a host gives, fixed: a language, a time zone and a token, so that a story looks the same everywhere. */
export function StoryShell({ children, ...props }: StoryShellProps) {
  // Stories share one page: what one of them puts into its address must not reach the next.
  const [pageUrl] = useState(() => createMemoryUrl());
  return (
    <RemoteShell
      pageUrl={pageUrl}
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
