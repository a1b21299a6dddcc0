import type { Scope } from "@dormant-users/shared-types";

/** What the newest answer said its token allows. The token itself is the server's to read. */
export class GrantedScopes {
  #granted: string | undefined;
  readonly #listeners = new Set<() => void>();

  /** Takes note of an answer. One that says nothing, a refusal or an older server's, changes nothing. */
  note({ headers }: Response): void {
    const granted = headers.get("x-oauth-scopes") ?? this.#granted;
    if (granted === this.#granted) return;
    this.#granted = granted;
    for (const listener of this.#listeners) listener();
  }

  /** True until an answer has said otherwise: the server decides in any case. */
  allows(scope: Scope): boolean {
    return this.#granted === undefined || this.#granted.split(/,\s*/).includes(scope);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
