export { findReturnBasis } from "./find-return-basis.ts";
export { type OutlooksRefresh, refreshOutlooks } from "./refresh-outlooks.ts";
export { findReturnModel, type StoredReturnModel } from "./return-model.repository.ts";
