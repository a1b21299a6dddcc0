import { type ReactNode, Suspense, useState } from "react";

/** Holds back what is loaded late until it is first opened, and keeps it afterwards, so that it can close in its own way. */
export function OnceOpened({ open, children }: { open: boolean; children: ReactNode }) {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return opened ? <Suspense fallback={null}>{children}</Suspense> : null;
}
