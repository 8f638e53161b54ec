export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** Stands in for the network: answers every request of the web and keeps what was asked. */
export function answering(answer: (asked: Asked) => Answer): { readonly asked: Asked[]; readonly stop: () => void } {
  const asked: Asked[] = [];
  const before = globalThis.fetch;
  globalThis.fetch = (async (path: string, request: RequestInit = {}) => {
    const body = typeof request.body === 'string' ? (JSON.parse(request.body) as unknown) : undefined;
    const one = { method: request.method ?? 'GET', path, headers: new Headers(request.headers), body };
    asked.push(one);
    const { status, body: reply } = answer(one);
    return { ok: status < 400, status, json: async () => reply };
  }) as typeof fetch;
  return {
    asked,
    stop: () => {
      globalThis.fetch = before;
    },
  };
}
