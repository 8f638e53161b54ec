import type { Call, Route } from '@contract/route';
import type { Running } from './app';
import { Person, type Answer, type CallOptions } from './as';

/** Somebody at a browser of their own, which keeps the cookies it is given and sends them back. */
export class Visitor {
  private readonly jar = new Map<string, string>();

  constructor(
    private readonly app: Pick<Running, 'url'>,
    cookies: Readonly<Record<string, string>> = {},
  ) {
    for (const [name, value] of Object.entries(cookies)) this.jar.set(name, value);
  }

  /** What the browser keeps under a name. */
  cookie(name: string): string | undefined {
    return this.jar.get(name);
  }

  async call<R extends Route>(route: R, given: Partial<Call<R>> = {}, options: CallOptions = {}): Promise<Answer<R>> {
    const cookies = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await new Person(this.app, cookies || null).call(route, given, options);
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      if (attributes.includes('Max-Age=0')) this.jar.delete(pair.slice(0, at));
      else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
}
