(function () {
  var device = matchMedia('(prefers-color-scheme: dark)');
  function show() {
    var kept = null;
    try {
      kept = localStorage.getItem('mantine-color-scheme-value');
    } catch {
      kept = null;
    }
    var dark = kept === 'dark' || (kept !== 'light' && device.matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  }
  show();
  device.addEventListener('change', show);
})();
