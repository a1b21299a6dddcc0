import { Scope, type TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import { developmentToken } from "../../composition/choose-auth.ts";
import { TokenLifetime } from "../../http/dev-routes.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith, tenantOption } from "../options.ts";

interface TokenOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly scopes?: readonly Scope[];
  readonly ttl?: number;
}

const Scopes = z
  .string()
  .transform((text) => text.split(",").map((scope) => scope.trim()))
  .pipe(z.array(z.enum(Scope.options, `must be among ${Scope.options.join(", ")}`)));

export const token: LocalCommand = {
  name: "token",
  needs: "config",
  summary: "print a development token; refused in production",
  options: [
    tenantOption,
    { syntax: "--scopes <scopes>", description: "separated by commas (default: all)", parse: parseWith(Scopes) },
    {
      syntax: "--ttl <time>",
      description: "how long it is valid: 90s, 15m, 8h (default: 15m)",
      parse: parseWith(TokenLifetime),
    },
  ],
  help: `A server on the same data directory accepts it:
  curl -H "Authorization: Bearer $(npm run -s dormant -- token --tenant acme)" \\
    http://127.0.0.1:8787/profile360/insights/dormant-users`,
  async run({ config }, io, { tenant, scopes, ttl = 900, json }: TokenOptions) {
    const text = await developmentToken(config, { tenant, ttlSeconds: ttl, ...(scopes && { scopes }) });
    if (json) await writeJson(io, { token: text, tenant, expires_in: ttl });
    else await io.stdout(`${text}\n`);
    return EXIT.ok;
  },
};
