/** After the last test: the server stops, and its folder goes. */
export default function down() {
  globalThis.batonTestServer?.close();
}
