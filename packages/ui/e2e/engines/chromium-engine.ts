import { type Engine, SIZES } from "./engine.ts";
import { openSession } from "./open-session.ts";
import { freePort, startDriver, stopProcess } from "./processes.ts";

const BROWSER = "/usr/bin/chromium";
const DRIVER = "/usr/bin/chromedriver";

const ARGUMENTS = [
  "--headless=new",
  // Tests run as root in CI, where Chromium's sandbox cannot be set up.
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--lang=en-GB",
  "--force-prefers-reduced-motion",
];

export const chromiumEngine: Engine = {
  name: "chromium",
  programs: [BROWSER, DRIVER],
  packages: ["chromium", "chromium-driver"],
  sizes: ["desktop", "phone"],
  async start(size) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startDriver(DRIVER, [`--port=${port}`], { url });
    const deviceMetrics = { ...SIZES.phone, pixelRatio: 2, touch: true, mobile: true };
    const { width, height } = SIZES.desktop;
    const driver = await openSession(url, {
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: BROWSER,
        args: [...ARGUMENTS, `--window-size=${width},${height}`],
        ...(size === "phone" ? { mobileEmulation: { deviceMetrics } } : {}),
      },
    });
    return {
      driver,
      async close() {
        await driver.quit();
        await stopProcess(server);
      },
    };
  },
};
