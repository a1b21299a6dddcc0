ALTER TABLE source_accounts DROP CONSTRAINT source_accounts_user_fkey;
DROP TABLE dormancy_monthly;
DROP TABLE dormancy_daily;
DROP TABLE user_profiles;
DROP TABLE cohorts;
DROP FUNCTION count_profiles();
