// Runs before the page is painted, so that the colours a reader chose are there from the start.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("statebook-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Without a memory the colours are those of the system.
  }
})();
