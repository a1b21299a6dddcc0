import { createServices } from "../composition/create-services.ts";
import { resumeWork } from "../composition/resume-work.ts";
import { ConfigError, loadConfig } from "../config/load-config.ts";
import { createApp } from "../http/app.ts";
import { docsPage, findDocsScript } from "../http/docs-page.ts";
import { productRoutes } from "../http/product-routes.ts";
import { AddressUnavailableError, startServer } from "../http/start-server.ts";

try {
  const services = await createServices(loadConfig());
  const script = findDocsScript();
  const app = createApp(services, { routes: productRoutes(services), docs: script && docsPage(script) });
  const server = await startServer(app, services.config).catch(async (error: unknown) => {
    await services.close();
    throw error;
  });
  await resumeWork(services);
  process.stdout.write(`Dormant Users API on ${server.url}\n`);
  const stop = () => server.stop().then(services.close);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof AddressUnavailableError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
