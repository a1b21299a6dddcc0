import { Builder, Capabilities, type WebDriver } from "selenium-webdriver";

/** A session at a WebDriver server, whatever the environment says of another one. */
export function openSession(url: string, capabilities: object): Promise<WebDriver> {
  return new Builder()
    .disableEnvironmentOverrides()
    .usingServer(url)
    .withCapabilities(new Capabilities(capabilities as Record<string, unknown>))
    .build();
}
