// Node has WebAssembly, but @types/node leaves its types to the library for browsers, of which a server wants nothing else.
declare namespace WebAssembly {
  class RuntimeError extends Error {}
  type Exports = Record<string, unknown>;
  function instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Exports } }>;
}
