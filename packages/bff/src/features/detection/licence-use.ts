import type { LicenceUse } from "@dormant-users/shared-types";

/** What licences cost a month, by the tenant's own prices in USD; a product without a price costs an unknown amount. */
export function priceLicences(
  held: readonly { readonly product: string; readonly seats: number }[],
  prices: Readonly<Record<string, number>>,
): LicenceUse {
  const products = held.map(({ product, seats }) => {
    const price = Object.hasOwn(prices, product) ? prices[product] : undefined;
    return { product, seats, monthly_usd: price === undefined ? null : cents(seats * price) };
  });
  const priced = products.flatMap(({ monthly_usd }) => monthly_usd ?? []);
  return {
    seats: products.reduce((sum, { seats }) => sum + seats, 0),
    monthly_usd: priced.length === 0 ? null : cents(priced.reduce((sum, usd) => sum + usd, 0)),
    products,
  };
}

const cents = (usd: number): number => Math.round(usd * 100) / 100;
