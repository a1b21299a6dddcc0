export { lockProfiles, openTouchedUsers, refreshTouchedProfiles, touchExemptedUsers } from "./profile.repository.ts";
