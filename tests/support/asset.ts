/** What a style sheet or a picture is to a test of the web: a name for anything asked of it. */
export default new Proxy<Record<string, string>>({}, { get: (_, name) => String(name) });
