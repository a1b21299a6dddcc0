/** Of the page's content security policy: whoever serves the page writes a new one into it each time. */
export const nonce = document.querySelector("meta[property=csp-nonce]")?.nonce;
