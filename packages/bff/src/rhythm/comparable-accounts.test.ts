import { describe, expect, it } from "vitest";
import { findComparableAccounts } from "./comparable-accounts.ts";
import { fitReturnModel } from "./fit-return-model.ts";

const TODAY = 20_000;
/** Two hundred accounts seen once; one in four came back 100 days later. */
const histories = Array.from({ length: 200 }, (_, index) => {
  const first = TODAY - 260 - (index % 10);
  return { id: String(index), days: index % 4 === 0 ? [first, first + 100] : [first] };
});
const model = fitReturnModel(histories, TODAY);

describe("comparable accounts", () => {
  it("says how many in a hundred accounts, as quiet and as active, came back within the horizon", () => {
    expect(findComparableAccounts(model, [TODAY - 85], TODAY)).toEqual({
      returnedInHundred: 25,
      judged: 200,
      returned: 50,
      sameActivity: true,
    });
  });

  it("falls back to the equally quiet where too few were equally active, and says so", () => {
    const busy = Array.from({ length: 10 }, (_, i) => TODAY - 85 - i);
    expect(findComparableAccounts(model, busy, TODAY)).toMatchObject({ returnedInHundred: 25, sameActivity: false });
  });

  it("has no answer where the past holds too few, or the account is not quiet", () => {
    expect(findComparableAccounts(model, [TODAY - 900], TODAY)).toBeUndefined();
    expect(findComparableAccounts(model, [TODAY - 3], TODAY)).toBeUndefined();
    expect(findComparableAccounts(model, [], TODAY)).toBeUndefined();
  });
});
