import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";

// The package is CommonJS: under Node's ES modules its default export is one level down.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

interface Documented {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, { headers?: object; content?: Readonly<Record<string, object>> }>>;
}

/** Holds answers to an OpenAPI document: what is not promised there is a fault. */
export function documentedAnswers(document: object) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, "document");
  const { paths } = document as Documented;
  const validators = new Map<string, ValidateFunction>();

  const validatorAt = (...steps: string[]): ValidateFunction => {
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    const known = validators.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` });
    validators.set(pointer, known);
    return known;
  };

  return {
    /** What is wrong with an answer; empty where the document promises exactly this. */
    async faults(path: string, method: string, response: Response): Promise<string[]> {
      const status = String(response.status);
      const promised = paths[path]?.[method]?.responses[status];
      if (promised === undefined) return [`${method} ${path} does not document ${status}`];
      const undocumented = ["etag", "www-authenticate", "retry-after", "location", "content-disposition"].filter(
        (name) => response.headers.has(name) && !(name in (promised.headers ?? {})),
      );
      if (undocumented.length > 0) return undocumented.map((name) => `${status} does not document the header ${name}`);
      const text = await bodyText(response);
      if (promised.content === undefined) return text === "" ? [] : [`${status} documents no body`];
      const type = response.headers.get("content-type") ?? "none";
      if (promised.content[type] === undefined) return [`${status} does not document the content type ${type}`];
      if (!/json$/.test(type)) return [];
      const validate = validatorAt("paths", path, method, "responses", status, "content", type, "schema");
      if (validate(JSON.parse(text))) return [];
      return (validate.errors ?? []).map((error) => `${status} ${error.instancePath} ${error.message}`);
    },
  };
}

/** The body as the caller reads it, whether it came compressed or not; the response stays readable. */
export async function bodyText(response: Response): Promise<string> {
  const { body } = response.clone();
  if (body === null) return "";
  const encoding = response.headers.get("content-encoding");
  return new Response(encoding === null ? body : body.pipeThrough(new DecompressionStream(encoding as "gzip"))).text();
}
