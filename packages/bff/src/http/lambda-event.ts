interface StagedEvent {
  readonly rawPath?: string;
  readonly requestContext: object;
}

/** API Gateway puts a named stage before the path (`/prod/healthz`); the contracts' paths know none. */
export function withoutStage<Event extends object>(event: Event): Event {
  const { rawPath, requestContext } = event as Event & StagedEvent;
  const { stage } = requestContext as { stage?: string };
  const prefix = `/${stage}`;
  if (rawPath === undefined || stage === undefined || stage === "$default") return event;
  if (rawPath !== prefix && !rawPath.startsWith(`${prefix}/`)) return event;
  return { ...event, rawPath: rawPath.slice(prefix.length) || "/" };
}
