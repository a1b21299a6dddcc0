import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Marionette, type MarionetteFault } from "./marionette.ts";
import { translate } from "./marionette-commands.ts";
import { freePort, stopProcess } from "./processes.ts";

const PATIENCE_MS = 60_000;

/** Nothing that a browser would fetch or ask on its own belongs in a test. */
const PREFERENCES = {
  "app.update.disabledForTesting": true,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "intl.accept_languages": "en-GB",
  "intl.locale.requested": "en-GB",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "remote.prefs.recommended": true,
  "toolkit.telemetry.server": "",
  "ui.prefersReducedMotion": 1,
};

interface Session {
  readonly marionette: Marionette;
  readonly firefox: ChildProcess;
  readonly profile: string;
}

export interface FirefoxDriver {
  /** `http://127.0.0.1:PORT`, a WebDriver server. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A WebDriver server for Firefox. geckodriver, which is that elsewhere, is in no package registry that the tests may use;
 * Firefox itself speaks nearly the same commands, so requests are handed on one by one.
 */
export async function startFirefoxDriver(binary: string): Promise<FirefoxDriver> {
  const sessions = new Map<string, Session>();
  const server = createServer((request, response) => {
    void answer(sessions, binary, request).then(({ status, value }) => {
      response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
      response.end(JSON.stringify({ value: value ?? null }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const session of sessions.values()) await endSession(session);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface WireAnswer {
  readonly status: number;
  readonly value: unknown;
}

async function answer(sessions: Map<string, Session>, binary: string, request: IncomingMessage): Promise<WireAnswer> {
  const { method = "GET", url = "/" } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, unknown>;
  try {
    if (method === "POST" && url === "/session") return { status: 200, value: await beginSession(sessions, binary) };
    const [, id = "", rest = ""] = /^\/session\/([^/]+)\/?(.*)$/.exec(url) ?? [];
    const session = sessions.get(id);
    if (session === undefined) throw { error: "invalid session id", message: `There is no session ${id}.` };
    if (method === "DELETE" && rest === "") {
      sessions.delete(id);
      return { status: 200, value: await endSession(session) };
    }
    const translated = translate(method, rest, body);
    if (translated === undefined) throw { error: "unknown command", message: `${method} ${rest}` };
    return { status: 200, value: unwrap(await session.marionette.send(translated.command, translated.parameters)) };
  } catch (thrown) {
    const { error = "unknown error", message = String(thrown), stacktrace = "" } = thrown as Partial<MarionetteFault>;
    return { status: error.startsWith("no such") ? 404 : 400, value: { error, message, stacktrace } };
  }
}

/** Marionette wraps what is no list or map of its own into `{value}`. */
function unwrap(result: unknown): unknown {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return result;
  const keys = Object.keys(result);
  return keys.length === 1 && keys[0] === "value" ? (result as { value: unknown }).value : result;
}

async function beginSession(sessions: Map<string, Session>, binary: string): Promise<unknown> {
  const port = await freePort();
  const profile = await mkdtemp(join(tmpdir(), "firefox-profile-"));
  const preferences = Object.entries({ ...PREFERENCES, "marionette.port": port });
  const lines = preferences.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const firefox = spawn(binary, ["--marionette", "--headless", "--no-remote", "--profile", profile], {
    stdio: "ignore",
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: "1", HOME: profile },
  });
  const marionette = await Marionette.connect(port, PATIENCE_MS);
  const begun = (await marionette.send("WebDriver:NewSession", {})) as { sessionId: string };
  sessions.set(begun.sessionId, { marionette, firefox, profile });
  return begun;
}

async function endSession({ marionette, firefox, profile }: Session): Promise<null> {
  // Firefox closes the connection instead of answering.
  await marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => undefined);
  marionette.close();
  await stopProcess(firefox);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  return null;
}
