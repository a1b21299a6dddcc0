// hono 5 moves this import to a package of its own; it stands here and nowhere else.
import { handle } from "hono/aws-lambda";
import { createServices } from "../composition/create-services.ts";
import { withoutModels } from "../composition/without-models.ts";
import { loadConfig } from "../config/load-config.ts";
import { createApp } from "../http/app.ts";
import { withoutStage } from "../http/lambda-event.ts";
import { productRoutes } from "../http/product-routes.ts";

const services = await createServices(loadConfig(), withoutModels);
const respond = handle(createApp(services, { routes: productRoutes(services) }));

/** Answers HTTP API (payload format 2.0) events. */
export const handler: typeof respond = (event, context) => respond(withoutStage(event), context);
