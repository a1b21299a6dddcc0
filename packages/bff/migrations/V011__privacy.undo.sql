DROP TRIGGER user_insights_renew_answers ON user_insights;
DROP TABLE erasures;
DROP TABLE erased_accounts;
