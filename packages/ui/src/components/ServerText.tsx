import type { ReactNode } from "react";

/** A sentence of the server's: English, whatever the page speaks and whichever way it reads, to an ear and to the eye. */
export function ServerText({ children }: { readonly children: ReactNode }) {
  return (
    <bdi lang="en" dir="ltr">
      {children}
    </bdi>
  );
}
