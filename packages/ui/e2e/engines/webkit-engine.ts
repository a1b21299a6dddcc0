import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, SIZES } from "./engine.ts";
import { openSession } from "./open-session.ts";
import { freePort, startDriver, stopProcess } from "./processes.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const DISPLAY_SERVER = "/usr/bin/Xvfb";
const BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser";

/** The engine of Safari, in the small browser that WebKitGTK brings; it is not Safari itself. */
export const webkitEngine: Engine = {
  name: "webkit",
  programs: [DRIVER, DISPLAY_SERVER, BROWSERS],
  packages: ["webkit2gtk-driver", "xvfb"],
  // It emulates no touch: a narrow window alone would not be a phone.
  sizes: ["desktop"],
  async start(size) {
    const display = await startDisplay();
    const settings = await writeSettings();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startDriver(DRIVER, [`--port=${port}`, "--host=127.0.0.1"], {
      url,
      env: {
        DISPLAY: display.name,
        XDG_CONFIG_HOME: settings,
        NO_AT_BRIDGE: "1",
        LANGUAGE: "en_GB",
        LC_ALL: "C.UTF-8",
      },
    });
    const driver = await openSession(url, {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": {
        binary: globSync(BROWSERS)[0],
        args: ["--automation", "--full-screen"],
      },
    });
    await driver.manage().window().setRect(SIZES[size]);
    return {
      driver,
      async close() {
        await driver.quit();
        await stopProcess(server);
        await display.close();
        await rm(settings, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  },
};

/** A folder of settings that ask for less motion, as the other engines are asked too. */
async function writeSettings(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "webkit-settings-"));
  await mkdir(join(folder, "gtk-3.0"));
  await writeFile(join(folder, "gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
  return folder;
}

/** A screen nobody looks at, under a number that was free. */
async function startDisplay(): Promise<{ name: string; close(): Promise<void> }> {
  const server = spawn(DISPLAY_SERVER, ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise<string>((done, fail) => {
    server.once("error", fail);
    server.once("exit", (code) => fail(new Error(`Xvfb ended with ${code}.`)));
    server.stdio[3]?.once("data", (text: Buffer) => done(text.toString().trim()));
  });
  return { name: `:${number}`, close: () => stopProcess(server) };
}
