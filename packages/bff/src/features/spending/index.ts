export { addBills, type Bill, billFor, type CostOf, failedCalls, NO_BILL } from "./bill.ts";
export { Purse, type SpendingServices, type Spent } from "./purse.ts";
export {
  type LostCalls,
  type Refusal,
  type Settlement,
  settle,
  settlementParams,
  settlementSql,
  takeLost,
} from "./reservations.repository.ts";
export { getMonthlySpend, type MonthlySpend } from "./spend.repository.ts";
