DROP TABLE model_questions;
