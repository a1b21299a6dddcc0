import { type Engine, SIZES } from "./engine.ts";
import { startFirefoxDriver } from "./firefox-driver.ts";
import { openSession } from "./open-session.ts";

const BROWSER = "/usr/bin/firefox-esr";

export const firefoxEngine: Engine = {
  name: "firefox",
  programs: [BROWSER],
  packages: ["firefox-esr"],
  // Its window cannot be narrower than 500 px.
  sizes: ["desktop"],
  async start(size) {
    const server = await startFirefoxDriver(BROWSER);
    const driver = await openSession(server.url, { browserName: "firefox" });
    await driver.manage().window().setRect(SIZES[size]);
    return {
      driver,
      async close() {
        await driver.quit();
        await server.close();
      },
    };
  },
};
