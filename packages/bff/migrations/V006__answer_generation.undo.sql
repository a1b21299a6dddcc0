DROP TRIGGER analysis_runs_renew_answers ON analysis_runs;
DROP TRIGGER insight_reviews_renew_answers ON insight_reviews;
DROP TRIGGER decisions_renew_answers ON decisions;
DROP TRIGGER user_profiles_renew_answers ON user_profiles;
DROP TRIGGER sources_renew_answers ON sources;
DROP TRIGGER tenant_settings_renew_answers ON tenant_settings;
DROP FUNCTION renew_answers();
DROP TABLE answer_generation;
