// npm start: builds what has changed, finds or starts a database, prepares it, and serves Baton until Ctrl-C.
//
//   npm start                 the demo practice on the first start of the local database
//   npm start -- --empty      no demo on the first start: Baton asks for its first owner
//
// Nothing is imported before Node's version and the installed packages are known to be right.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`\nBaton needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
// Deprecations inside packages are for whoever keeps the packages; here they would only hide the address to open.
process.noDeprecation = true;
try {
  const { start } = await import('./start/start.mjs');
  await start(process.argv.slice(2));
} catch (error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === 'ERR_MODULE_NOT_FOUND' && message.startsWith('Cannot find package')) {
    console.error('\nThe packages are not installed, or not completely. Run: npm ci\n');
    process.exit(1);
  }
  const { report } = await import('./embedded/trouble.mjs');
  report(error);
  process.exit(1);
}
