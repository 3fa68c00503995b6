// The one way islands talk to the server: the public API with the page's antiforgery token.
//
//   const { data, etag } = await send<Item>('PATCH', url, { name }, { etag });
//   try { … } catch (e) { if (e instanceof Refused && e.status === 412) … else report(e); }
//
// Sends `X-Antiforgery` (from <meta name="antiforgery">), `If-Match` where an etag is given and an `Idempotency-Key`
// on every POST, so that a repeated POST after a lost answer is safe. Answers other than 2xx throw {@link Refused}
// with the ProblemDetails; no answer at all throws {@link Silent}.
import { t } from './words';

export interface Problem {
  title?: string;
  detail?: string;
  status?: number;
  code?: string;
  errors?: Record<string, string[]>;
  [more: string]: unknown;
}

export interface Answer<T> { data: T; etag: string | null; status: number }

/** The server answered and said no. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(Refused.sentence(status, problem));
  }

  private static sentence(status: number, p: Problem): string {
    const fields = Object.values(p.errors ?? {}).flat();
    return fields.length ? fields.join(' ') : p.detail || p.title || t('client.refused', { status });
  }
}

/** No answer: the network or the server is away. */
export class Silent extends Error {
  constructor() { super(t('client.silent')); }
}

const antiforgery = (): string => document.querySelector<HTMLMetaElement>('meta[name="antiforgery"]')?.content ?? '';

export interface Options { etag?: string | null | undefined; key?: string; signal?: AbortSignal; merge?: boolean }

function headers(method: string, body: unknown, o: Options): Headers {
  const all = new Headers({ Accept: 'application/json' });
  if (body !== undefined) all.set('Content-Type', o.merge || method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
  if (method !== 'GET') all.set('X-Antiforgery', antiforgery());
  if (method === 'POST') all.set('Idempotency-Key', o.key ?? crypto.randomUUID());
  if (o.etag) all.set('If-Match', o.etag);
  return all;
}

async function problemOf(answer: Response): Promise<Problem> {
  try { return await answer.json() as Problem; } catch { return {}; }
}

export async function send<T = unknown>(method: string, url: string, body?: unknown, o: Options = {}): Promise<Answer<T>> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method, credentials: 'same-origin', headers: headers(method, body, o),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(o.signal ? { signal: o.signal } : {}),
    });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new Silent();
  }
  if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
  const text = await answer.text();
  return { data: (text ? JSON.parse(text) : null) as T, etag: answer.headers.get('ETag'), status: answer.status };
}

export const get = <T>(url: string, o: Options = {}): Promise<Answer<T>> => send<T>('GET', url, undefined, o);

/** Takes back the reader's last edit of a plan; throws Refused 409 naming the later edit in the way. */
export const undo = (projectId: string): Promise<Answer<unknown>> => send('POST', `/api/projects/${projectId}/plan:undo`, {});

/** Does again what the reader took back last. */
export const redo = (projectId: string): Promise<Answer<unknown>> => send('POST', `/api/projects/${projectId}/plan:redo`, {});

// --- toasts: tandem-toast listens ----------------------------------------------------------------------------------

export interface Toast { text: string; status?: 'ok' | 'late' | 'warn'; action?: string; run?: () => void; seconds?: number; undone?: boolean }
export const toast = (detail: Toast): boolean => document.dispatchEvent(new CustomEvent<Toast>('tandem:toast', { detail }));

/** Says what the server refused, or that it does not answer. Stays until closed: the reader must act. */
export function report(e: unknown): void {
  if (e instanceof DOMException && e.name === 'AbortError') return;
  toast({ text: e instanceof Error ? e.message : String(e), status: 'late', seconds: 0 });
}

// --- live: one stream a page; messages say what changed, never how ---------------------------------------------------

export interface Change { kind: string; id: string; version?: number | string }
type Listener = (change: Change) => void;
const listeners = new Set<Listener>();
let source: EventSource | null = null;

/** Calls back for every `{kind,id,version}` of /api/stream; the answer stops listening. The stream closes with the last listener. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  source ??= open();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) { source?.close(); source = null; }
  };
}

function open(): EventSource {
  const stream = new EventSource('/api/stream');
  stream.onmessage = m => {
    const change = JSON.parse(m.data as string) as Change;
    for (const listener of [...listeners]) listener(change);
  };
  return stream;
}
