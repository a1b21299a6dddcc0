export { openTouchedUsers, refreshTouchedProfiles, touchExemptedUsers } from "./profile.repository.ts";
