/** The role the pool stands in between transactions. It owns nothing and may read nothing. */
export const POOL_ROLE = "dormant_app";

/** The role that owns every tenant schema and does all administration. Nobody logs in as it. */
export const OWNER_ROLE = "dormant_owner";
