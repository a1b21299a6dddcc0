/** The product's version, as in package.json (a test holds them together): a bundle carries no manifest. */
export const VERSION = "0.1.0";
