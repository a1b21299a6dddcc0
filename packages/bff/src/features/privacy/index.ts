export { eraseUser } from "./erase-user.ts";
export { type IsErased, readErased } from "./erased-accounts.ts";
export { ErasureKeys, type LoadErasureKeys } from "./erasure-keys.ts";
