ALTER TABLE user_embeddings RESET (toast_tuple_target);
DROP TABLE embedding_searches;
