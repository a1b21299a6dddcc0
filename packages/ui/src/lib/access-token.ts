/** The host's callback. With `forceRefresh` the host must not answer from its cache: the server refused that token. */
export type GetAccessToken = (options?: { forceRefresh?: boolean }) => Promise<string>;

/** Hands out the host's token and renews a refused one once, however many requests were refused with it. */
export class AccessTokens {
  readonly #getAccessToken: GetAccessToken;
  #renewal: { readonly refused: string; readonly token: Promise<string> } | undefined;

  constructor(getAccessToken: GetAccessToken) {
    this.#getAccessToken = getAccessToken;
  }

  current(): Promise<string> {
    return this.#getAccessToken();
  }

  /** A token to try after the server refused `refused`. Rejects where the host cannot give one; the next call asks anew. */
  renew(refused: string): Promise<string> {
    if (this.#renewal?.refused === refused) return this.#renewal.token;
    const token = this.#getAccessToken({ forceRefresh: true });
    this.#renewal = { refused, token };
    token.catch(() => {
      if (this.#renewal?.token === token) this.#renewal = undefined;
    });
    return token;
  }
}
