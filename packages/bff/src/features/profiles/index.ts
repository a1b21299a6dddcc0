export {
  lockProfiles,
  openTouchedUsers,
  refreshTouchedProfiles,
  type Snooze,
  snoozeUsers,
  touchExemptedUsers,
} from "./profile.repository.ts";
