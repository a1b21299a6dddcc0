import { setupServer } from "msw/node";

/**
 * The API as the tests meet it. Apart from the setup file, which runs anew for every test file while the modules of the
 * files before it live on: they must all speak of one server.
 */
export const server = setupServer();
