import type { z } from 'zod';

declare const resultType: unique symbol;
declare const progressType: unique symbol;

/** One request: the schema of its parameters, and the types of what comes back. */
export interface RequestDefinition<Params extends z.ZodType, Result, Progress> {
  readonly params: Params;
  /** Types only; no value ever stands here. */
  readonly [resultType]?: Result;
  readonly [progressType]?: Progress;
}

/** `request(schema)<Result, Progress>()`: progress is `never` where a request reports none. */
export function request<Params extends z.ZodType>(params: Params) {
  return <Result, Progress = never>(): RequestDefinition<Params, Result, Progress> => ({ params });
}

/** A whole contract: name -> definition. */
export type RequestMap = Readonly<Record<string, RequestDefinition<z.ZodType, unknown, unknown>>>;

/** What the caller gives. */
export type ParamsOf<D> = D extends RequestDefinition<infer P, unknown, unknown> ? z.input<P> : never;
/** What the handler receives: parsed, with defaults. */
export type ParsedParamsOf<D> = D extends RequestDefinition<infer P, unknown, unknown> ? z.output<P> : never;
export type ResultOf<D> = D extends RequestDefinition<z.ZodType, infer R, unknown> ? R : never;
export type ProgressOf<D> = D extends RequestDefinition<z.ZodType, unknown, infer G> ? G : never;

/** What a handler may use besides its parameters. */
export interface RequestContext<Progress, Session> {
  /** Aborted when the caller cancels or is gone. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  readonly session: Session;
}

/** One handler per request: a missing or surplus one is a compile error. */
export type Handlers<Map extends RequestMap, Session> = {
  readonly [Name in keyof Map]: (
    params: ParsedParamsOf<Map[Name]>,
    context: RequestContext<ProgressOf<Map[Name]>, Session>,
  ) => ResultOf<Map[Name]> | Promise<ResultOf<Map[Name]>>;
};
