// The Sammenligning page: what the reader chooses goes to the address by way of the server; a search, a list of names
// and the order of a table are the browser's own business.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ef-root");
  const held = document.activeElement && root.contains(document.activeElement) ? document.activeElement : null;
  const heldAs = held && (held.id ? `#${CSS.escape(held.id)}` : held.dataset.row ? `[data-row="${CSS.escape(held.dataset.row)}"]` : "");
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (link.textContent === "Skip to main content") link.textContent = data.skip;
  if (root.dataset.html !== data.version) {
    root.innerHTML = data.html;
    root.dataset.html = data.version;
    const restored = restore();
    const again = heldAs && root.querySelector(heldAs);
    if (again && (again.id !== "cmp-save" || restored)) again.focus({ preventScroll: true });
    else if (again) again.closest("details").querySelector("summary").focus({ preventScroll: true });
    const list = root.querySelector("[data-show]");
    if (list) show(list, false);
    const own = root.querySelector(".cmp-large .own"), wide = own && own.closest(".ef-wide");
    if (wide) // in a narrow window the drawing is wider: it begins where our own dot is
      wide.scrollLeft += own.getBoundingClientRect().left - wide.getBoundingClientRect().left - wide.clientWidth / 2;
  }
  const before = window.effnettCompared || "";
  window.effnettCompared = data.opened;
  const detail = root.querySelector("#detail");
  if (detail && data.opened && data.opened !== before) {
    detail.focus({ preventScroll: true });
    detail.scrollIntoView({ block: "start" });
  } else if (before && !data.opened) {
    const button = root.querySelector(`[data-row="${CSS.escape(before)}"]`);
    if (button) button.focus();
  }

  const save = root.querySelector("#cmp-save");
  if (!data.name && window.effnettWaits && save) setTimeout(() => save.focus(), 150); // back to what the name was for
  window.effnettWaits = Boolean(data.name);
  if (data.name) // a name is lacking: the field that asks for it comes with this drawing, or just after
    for (const wait of [0, 150, 500]) setTimeout(() => {
      const field = document.querySelector(".st-key-person-text input");
      if (field && !field.value) field.focus();
    }, wait);

  // What is chosen and written in the form stays until it is saved, also when the page is drawn anew around it.
  function read(form) {
    const ticked = [...form.querySelectorAll("input:checked")].map(box => `${box.name}/${box.value}`);
    return { of: form.dataset.of, version: form.dataset.version, ticked, text: form.querySelector("textarea").value };
  }

  function same(one, other) {
    return one.text.trim() === other.text.trim() && [...one.ticked].sort().join() === [...other.ticked].sort().join();
  }

  function remember(form) {
    window.effnettChosen = { ...read(form), meanwhile: !form.querySelector("[data-meanwhile]")?.hidden };
  }

  function restore() {
    const form = root.querySelector('form[data-form="chosen"]'), kept = window.effnettChosen;
    if (!form || !kept || form.dataset.of !== kept.of) return false;
    if (form.dataset.version !== kept.version) {
      if (same(read(form), kept)) { // it is what has been saved
        window.effnettChosen = null;
        return false;
      }
      kept.version = form.dataset.version; // another has saved hers: it stands above, and this is now made from it
      kept.meanwhile = true;
    }
    const told = form.querySelector("[data-meanwhile]");
    if (told) told.hidden = !kept.meanwhile;
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = kept.ticked.includes(`${box.name}/${box.value}`);
    form.querySelector("textarea").value = kept.text;
    form.closest("details").open = true;
    return true;
  }

  // The unit chosen in the list: its dot is ringed, and what it has is told.
  function show(list, tell = true) {
    const chosen = list.selectedOptions[0];
    for (const dot of root.querySelectorAll("[data-dot].found")) dot.classList.remove("found");
    if (!chosen) return;
    const dot = root.querySelector(`[data-dot="${CSS.escape(chosen.value)}"]`);
    if (dot) {
      dot.classList.add("found");
      dot.parentNode.appendChild(dot);
    }
    if (tell) root.querySelector(".cmp-told").textContent = chosen.textContent;
  }

  function filter(field) {
    const wanted = field.value.trim().toLowerCase();
    let first = null;
    for (const one of root.querySelectorAll(field.dataset.filter)) {
      one.hidden = !one.textContent.toLowerCase().includes(wanted);
      if (!one.hidden && !first) first = one;
    }
    const list = first && wanted && first.closest("select");
    if (list) {
      list.value = first.value;
      show(list);
    }
  }

  function sort(button) {
    const table = button.closest("table"), body = table.tBodies[0], column = Number(button.dataset.sort);
    const head = button.closest("th"), up = head.getAttribute("aria-sort") !== "ascending";
    const key = row => {
      const cell = row.cells[column];
      return column === 1 ? cell.textContent : cell.dataset.value === "" ? null : Number(cell.dataset.value);
    };
    const order = (a, b) => {
      const [one, other] = [key(a), key(b)];
      if (one === null || other === null) return (one === null) - (other === null);
      const way = column === 1 ? one.localeCompare(other, "nb") : one - other;
      return up ? way : -way;
    };
    for (const each of table.tHead.querySelectorAll("th")) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...[...body.rows].sort(order));
  }

  const forms = {
    list(form) {
      const codes = [...form.querySelectorAll("input[name=unit]:checked")].map(box => box.value);
      return codes.length ? { peers: `list:${codes.join(",")}` } : null;
    },
    similar(form) {
      const value = name => form.querySelector(`[data-weight="${CSS.escape(name)}"]`).value || "0";
      const parts = [...form.querySelectorAll("[data-weight]")]
        .map(field => field.dataset.weight).filter(name => name && name !== "units").map(name => `${name}=${value(name)}`);
      const added = form.querySelector("[data-added]").value;
      if (added) parts.push(`${added}=${value("")}`);
      return { peers: `similar:${[value("units"), ...parts].join(";")}` };
    },
    chosen(form) {
      const ticked = way => [...form.querySelectorAll(`input[name=${way}]:checked`)].map(box => box.value);
      return { save: { better: ticked("better"), worse: ticked("worse"), text: form.querySelector("textarea").value,
        version: Number(form.dataset.version) } };
    },
  };

  const clicked = event => {
    const target = event.target.closest && event.target.closest("button");
    if (!target) return;
    if (target.dataset.sort) sort(target);
    else if (target.dataset.ask) setTriggerValue("asked", { [target.dataset.ask]: target.dataset.value });
    else if (target.dataset.close) setTriggerValue("asked", { indicator: "" });
    else if (target.dataset.row)
      setTriggerValue("asked", { indicator: target.dataset.row === data.opened ? "" : target.dataset.row });
  };
  const changed = event => {
    const field = event.target, form = field.closest('form[data-form="chosen"]');
    if (form) remember(form);
    if (field.dataset.choose) setTriggerValue("asked", { [field.dataset.choose]: field.value });
    else if (field.hasAttribute("data-show")) show(field);
  };
  const typed = event => {
    const form = event.target.closest('form[data-form="chosen"]');
    if (form) remember(form);
    if (event.target.dataset.filter) filter(event.target);
  };
  const keyed = event => {
    if (event.key === "Escape" && data.opened && !event.target.matches("select, textarea")) {
      event.preventDefault();
      setTriggerValue("asked", { indicator: "" });
      return;
    }
    if (event.target.dataset.filter && event.key === "Enter") event.preventDefault();
    if (event.target.dataset.filter && event.key === "ArrowDown") {
      const list = root.querySelector("[data-show]");
      if (list && event.target.dataset.filter.includes("option")) { event.preventDefault(); list.focus(); }
    }
  };
  const submitted = event => {
    event.preventDefault();
    if (event.target.dataset.form === "chosen") remember(event.target);
    const asked = forms[event.target.dataset.form](event.target);
    if (asked) setTriggerValue("asked", asked);
  };
  const listeners = { click: clicked, change: changed, input: typed, keydown: keyed, submit: submitted };
  // This runs again whenever the page is drawn anew: what listened before listens no more.
  if (root.listening) root.listening.abort();
  root.listening = new AbortController();
  const { signal } = root.listening;
  for (const [kind, listener] of Object.entries(listeners)) root.addEventListener(kind, listener, { signal });
}
