// The Tjenesteprofil page: which service and whom it is compared with goes to the address by way of the server.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ef-root");
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (link.textContent === "Skip to main content") link.textContent = data.skip;
  if (root.dataset.html !== data.version) {
    const held = root.contains(document.activeElement) ? document.activeElement.id : "";
    root.innerHTML = data.html;
    root.dataset.html = data.version;
    const again = held && root.querySelector(`#${CSS.escape(held)}`);
    if (again) again.focus({ preventScroll: true });
  }
  const changed = event => {
    const field = event.target;
    if (field.dataset.choose) setTriggerValue("asked", { [field.dataset.choose]: field.value });
  };
  root.addEventListener("change", changed);
  return () => root.removeEventListener("change", changed);
}
