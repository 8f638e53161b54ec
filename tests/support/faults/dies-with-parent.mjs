// Loaded before a server that a test started: when the test's process is gone, however it went, so is the server.
process.stdin
  .on('close', () => process.exit(1))
  .on('error', () => process.exit(1))
  .resume()
  .unref();
