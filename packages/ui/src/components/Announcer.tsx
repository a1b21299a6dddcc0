import { visuallyHidden } from "./visually-hidden.ts";

/** Says a change aloud to those who do not see it. Always mounted: a region that appears with its text stays silent. */
export function Announcer({ message }: { message: string }) {
  return (
    <div role="status" aria-live="polite" aria-atomic="true" style={visuallyHidden}>
      {message}
    </div>
  );
}
