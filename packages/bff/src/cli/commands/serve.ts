import { createServices } from "../../composition/create-services.ts";
import { resumeWork } from "../../composition/resume-work.ts";
import { startOwnerChannel } from "../../db/index.ts";
import { createApp } from "../../http/app.ts";
import { docsPage, findDocsScript } from "../../http/docs-page.ts";
import { productRoutes } from "../../http/product-routes.ts";
import { startServer } from "../../http/start-server.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { portOption } from "../options.ts";

export const serve: LocalCommand = {
  name: "serve",
  needs: "config",
  summary: "serve the API on this machine until interrupted",
  options: [portOption],
  help: `The address is printed once the API answers. Other commands on the same data directory work meanwhile:
this process runs them. GET /docs shows the API, GET /readyz says whether it can answer.`,
  async run({ config, runSent }, io, options: CommonOptions) {
    const services = await createServices(config);
    try {
      await services.database.admin.preparePlatform();
      const script = findDocsScript();
      const app = createApp(services, { routes: productRoutes(services), docs: script && docsPage(script) });
      const server = await startServer(app, config);
      await resumeWork(services);
      const channel =
        services.database.engine === "embedded"
          ? await startOwnerChannel(
              config.dataDir,
              (request, output) => runSent(request.argv, { ...output, cwd: request.cwd }, services),
              (error) => services.logger.error("owner_command_failed", { error }),
            )
          : undefined;
      if (options.json) await writeJson(io, { url: server.url });
      else await io.stdout(`Dormant Users API on ${server.url}\n`);
      await aborted(io.signal);
      await channel?.close();
      await server.stop();
      return EXIT.ok;
    } finally {
      await services.close();
    }
  },
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
