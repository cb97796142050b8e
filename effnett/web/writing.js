// A form that people write in. What is typed is kept in the browser until the server has it on its disk.
//
// One text is sent at a time, and sent again until it is answered; what is typed meanwhile waits for its turn,
// made from the version that the answer tells. So an answer never speaks for a newer text, nobody is in conflict
// with their own words, and a text that is sent twice is saved once.
const PAUSE_MS = 700, ASK_MS = 400, RETRY_MS = 3000, IDLE_MS = 1500, RELOAD_MS = 60000, BACK_MS = 3000;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ef-root");
  if (!root.effnett) root.effnett = begin(root);
  root.effnett.receive(data, sent => setTriggerValue("sent", JSON.stringify(sent)));
}

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Streamlit puts a window over the page when the server is gone, and draws forms anew when what is above them changes.
// Both would take what is typed meanwhile. We say ourselves that the server is gone, and keep the field and its caret.
function alone() {
  if (window.effnettAlone) return;
  let taken = -BACK_MS;
  const me = window.effnettAlone = { held: null };
  const lately = () => performance.now() - taken < BACK_MS;
  const back = () => {
    if (me.held?.isConnected && document.activeElement !== me.held) me.held.focus({ preventScroll: true });
  };
  // The window takes the focus, holds it, and gives it to others when it is gone; only people leave a field.
  addEventListener("focusin", event => {
    if (event.target === me.held && lately()) event.stopImmediatePropagation();
    else if (event.target.closest(".ef-write")) me.held = event.target;
  }, true);
  addEventListener("pointerdown", event => { if (!event.target.closest(".ef-write")) me.held = null; }, true);
  // A key that comes before the focus is back is not the field's to the browser: its sign is put in here.
  addEventListener("keydown", event => {
    if (event.key === "Tab" || event.key === "Escape") me.held = null;
    if (!lately() || !me.held || event.target === me.held) return;
    if (!me.held.isConnected && event.target !== document.body) return;  // somebody else has the focus
    back();
    putIn(event, me.held);
  }, true);
  new MutationObserver(() => {
    const close = document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]');
    if (close || (me.held && !me.held.isConnected && !me.held.effnettGone)) taken = performance.now();
    if (me.held && !me.held.isConnected) me.held.effnettGone = true;
    close?.click();
    if (lately()) back();
  }).observe(document.body, { childList: true, subtree: true });
}

function putIn(event, field) {
  const sign = event.key === "Enter" && field.tagName === "TEXTAREA" ? "\n" : event.key;
  const command = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (command || [...sign].length !== 1 || field.readOnly || typeof field.selectionStart !== "number") return;
  event.preventDefault();
  field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Whether anybody answers at the server's address. A slow one does, however long its answer takes.
async function isThere() {
  try { return (await fetch("./_stcore/health", { cache: "no-store" })).ok; } catch { return false; }
}

// A server that was started again does not know this page: it is loaded anew, and what waits lies in the browser.
async function revive(place) {
  try {
    if (Date.now() - (sessionStorage.getItem("effnett revived") || 0) < RELOAD_MS) return;
    if (!(await isThere())) return;
    sessionStorage.setItem("effnett revived", Date.now());
    const field = document.activeElement?.dataset.field;
    if (field) sessionStorage.setItem("effnett held", JSON.stringify([place, field]));
  } catch { return; }
  location.reload();
}

function begin(root) {
  alone();
  const me = random();
  let data, send, base, out, clash, refused, wish, told, pause, ask, away, retry, tries, typedAt = 0;

  const part = name => root.querySelector(`[data-part="${name}"]`);
  const folded = () => root.querySelector("details:has(form)");
  const inputs = () => [...root.querySelectorAll("[data-field]")];
  const read = () => Object.fromEntries(inputs().map(input => [input.dataset.field, input.value]));
  const blank = () => Object.fromEntries(inputs().map(input => [input.dataset.field, input.dataset.blank || ""]));
  const dirty = () => !same(read(), pick(base.shown));

  function write(values) {
    for (const input of inputs()) {
      const value = values[input.dataset.field] ?? "";
      if (input.value !== value) input.value = value;
    }
    grow();
  }

  function grow() {
    for (const area of root.querySelectorAll("textarea")) {
      area.style.height = "auto";
      if (area.scrollHeight) area.style.height = `${area.scrollHeight + 4}px`;
    }
  }

  // What is kept in the browser

  const key = () => `effnett ${data.place} ${data.who}`;

  function load() {
    try { return JSON.parse(localStorage.getItem(key())); } catch { return null; }
  }

  function keep() {
    if (!data.may) return;
    const kept = load();
    // Fields that are taken away, as of an undring that another closes, leave what was typed until they come back.
    const { shown, now } = inputs().length ? { shown: pick(base.shown), now: read() } : { shown: {}, now: {}, ...kept };
    try {
      if (!same(now, shown) || out) {
        const from = inputs().length || !kept ? base.version : kept.from;
        localStorage.setItem(key(), JSON.stringify({ me, record: base.record, from, shown, now, out }));
      } else if (kept?.me === me) {
        localStorage.removeItem(key());
      }
    } catch { /* the browser keeps nothing: the text stands in the field alone */ }
  }

  function start() {
    out = clash = refused = wish = told = null;
    tries = 0;
    write(data.values);
    resume();
    base = { record: data.fresh ? random() : data.record, version: data.version, shown: read() };
    const kept = load();
    if (!kept || typeof kept.now !== "object") return;
    base = { record: data.fresh ? kept.record : data.record, version: kept.from, shown: kept.shown };
    write(kept.now);
    const arrived = kept.out && same(kept.out.values, data.values) && data.version > kept.out.from;
    if (same(read(), pick(data.values)) && (!kept.out || arrived)) {
      base = { record: data.record, version: data.version, shown: read() };
    } else {
      out = kept.out;
      told = data.words.recovered;
      settle(data.answer);  // the form may have been drawn anew before it saw the answer, which does not come twice
    }
    try { localStorage.setItem(key(), JSON.stringify({ ...kept, me })); } catch { /* as above */ }
    keep();
    if (out) post();
  }

  // The field that was being written in before the page was loaded anew.
  function resume() {
    try {
      const [place, field] = JSON.parse(sessionStorage.getItem("effnett held")) || [];
      if (place !== data.place) return;
      sessionStorage.removeItem("effnett held");
      setTimeout(() => {
        const input = root.querySelector(`[data-field="${CSS.escape(field)}"]`);
        input?.focus();
        if (input?.setSelectionRange) input.setSelectionRange(input.value.length, input.value.length);
      });
    } catch { /* nothing is kept: the reader finds the field */ }
  }

  // The field that was being written in before the form was drawn anew, its caret where it was.
  function stay() {
    const lost = window.effnettAlone.held;
    if (!lost?.id || lost.isConnected || document.activeElement !== document.body) return;
    const input = root.querySelector(`#${CSS.escape(lost.id)}`);
    if (!input) return;
    input.focus({ preventScroll: true });
    if (typeof lost.selectionStart === "number") input.setSelectionRange(lost.selectionStart, lost.selectionEnd);
  }

  const pick = values => Object.fromEntries(inputs().map(input => [input.dataset.field, values[input.dataset.field] ?? ""]));

  // Whether somebody's unsaved text lies here, for those who have not said who they are.
  function waits() {
    if (data.who) return false;
    try { return Object.keys(localStorage).some(each => each.startsWith(`effnett ${data.place} `)); } catch { return false; }
  }

  // What is sent, and answered

  function pump() {
    clearTimeout(pause);
    if (!data.may || out || clash || !root.isConnected) return;
    const now = read(), changed = dirty();
    const again = refused && same(now, refused.values);
    const asked = wish && wish.act === "save";
    if ((changed && !again && (data.auto || asked)) || (asked && data.fresh)) {
      post({ act: "save", record: base.record, from: base.version, values: now });
    } else if (wish && wish.act !== "save" && !(data.auto && changed)) {
      post({ act: wish.act, record: base.record, from: wish.from ?? base.version, values: now });
    } else {
      wish = null;
    }
  }

  function post(fresh) {
    clearTimeout(retry);
    if (fresh) {
      out = { id: random(), ...fresh };
      tries = 0;
      away = false;
      keep();
    }
    tries += 1;
    try { if (data.may) send({ ...out, tries }); } catch { /* there is no connection: it is sent again below */ }
    clearTimeout(ask);
    ask = setTimeout(reach, ASK_MS);
    retry = setTimeout(() => {
      if (!out || !root.isConnected) return;
      if (tries > 2 && Date.now() - typedAt > IDLE_MS) revive(data.place);
      post();
    }, RETRY_MS);
    show();
  }

  // What is not answered at once may be slow or lost: the reader is told that it waits when nobody is there.
  async function reach() {
    const sent = out;
    if (!sent || !root.isConnected || (await isThere()) || out !== sent) return;
    away = true;
    show();
  }

  function settle(answer) {
    if (!out || !answer || answer.id !== out.id) return;
    const mine = out;
    clearTimeout(retry);
    out = refused = told = null;
    if (wish && wish.act === mine.act) wish = null;
    if (answer.result === "refused") {
      refused = { values: mine.values, problems: answer.problems };
      wish = null;
    } else if (answer.result === "conflict") {
      wish = null;
      if (mine.act === "save") clash = answer;
      else refused = { values: mine.values, problems: [answer.said] };
    } else if (mine.act === "save" && data.fresh) {
      if (same(read(), mine.values)) shut();
      base = { record: random(), version: 0, shown: blank() };
      told = answer.said;
    } else if (mine.act === "save") {
      base = { record: mine.record, version: answer.version, shown: mine.values };
    } else {
      told = answer.said;
    }
  }

  // What has been sent is told below the fold: an empty one is folded again, and the focus stays where it was opened.
  function shut() {
    write(blank());
    const fold = folded();
    if (!fold?.open) return;
    const held = fold.contains(document.activeElement);
    fold.open = false;
    if (held) fold.querySelector("summary").focus({ preventScroll: true });
  }

  function follow() {
    if (data.fresh || data.version === base.version || clash) return;
    const theirs = pick(data.values);
    if (out && out.act === "save" && same(out.values, theirs) && data.version > out.from) {
      clearTimeout(retry);
      base = { record: data.record, version: data.version, shown: out.values };
      out = null;
    } else if (!out && (!dirty() || same(read(), theirs))) {
      write(data.values);
      base = { record: data.record, version: data.version, shown: read() };
      // Why a step was not taken is told beside the newer text, until it is changed or another step is taken.
      if (refused) refused.values = read();
    }
  }

  // What is shown

  function show() {
    const status = part("status");
    const [text, kind] = state();
    status.setAttribute("aria-live", kind === "busy" ? "off" : "polite");
    status.className = `ef-state ${kind}`;
    if (status.textContent !== text) status.textContent = text;
    compare();
  }

  function state() {
    const words = data.words;
    if (clash) return [clash.said, "wrong"];
    if (refused && same(read(), refused.values)) return [refused.problems.join(" "), "wrong"];
    if (!data.may && (out || dirty() || waits())) return [words.locked, "wait"];
    if (out) return tries > 1 || away ? [words.waiting, "wait"] : [words.saving, "busy"];
    if (dirty()) {
      return data.auto ? [words.unsaved, "busy"] : [told === words.recovered ? told : words.draft, "busy"];
    }
    return [told || data.said, "done"];
  }

  function compare() {
    const place = part("clash");
    place.hidden = !clash;
    if (!clash) return place.replaceChildren();
    if (!place.firstChild) {
      const make = (tag, text, cls) => Object.assign(document.createElement(tag), { textContent: text, className: cls || "" });
      const both = make("div", "", "ef-both");
      for (const [name, title] of [["mine", data.words.mine], ["theirs", clash.theirs_title]]) {
        const side = make("div", "");
        side.dataset.side = name;
        side.append(make("h4", title), make("p", ""));
        both.append(side);
      }
      const buttons = make("div", "", "ef-acts");
      for (const name of ["mine", "theirs"]) {
        const button = make("button", data.words[`keep_${name}`], "ef-btn");
        button.type = "button";
        button.dataset.choose = name;
        buttons.append(button);
      }
      place.replaceChildren(both, make("p", data.words.merge), buttons);
    }
    place.querySelector('[data-side="mine"] p').textContent = spelt(read());
    place.querySelector('[data-side="theirs"] p').textContent = spelt(clash.values);
  }

  function spelt(values) {
    if (inputs().length === 1) return Object.values(pick(values))[0] || "–";
    return inputs().map(input => {
      const value = values[input.dataset.field] ?? "";
      const option = input.options && [...input.options].find(each => each.value === value);
      return `${input.dataset.label}: ${(option ? option.text : value) || "–"}`;
    }).join("\n");
  }

  function choose(which) {
    const theirs = clash;
    clash = refused = null;
    if (which === "mine") {
      post({ act: "save", record: base.record, from: theirs.version, values: read() });
      status();
    } else {
      write(theirs.values);
      base = { record: base.record, version: theirs.version, shown: read() };
      keep();
      show();
      inputs()[0]?.focus();
    }
  }

  const status = () => part("status").focus({ preventScroll: true });

  // What the reader does

  function typed() {
    typedAt = Date.now();
    told = null;
    grow();
    keep();
    show();
    clearTimeout(pause);
    if (data.auto) pause = setTimeout(pump, PAUSE_MS);
  }

  function act(button) {
    const from = button.dataset.from;
    wish = { act: button.dataset.act, from: from === undefined ? undefined : Number(from) };
    refused = null;
    pump();
    show();
  }

  root.addEventListener("input", typed);
  root.addEventListener("change", typed);
  root.addEventListener("focusout", () => { if (data.auto) pump(); });
  root.addEventListener("toggle", grow, true);
  root.addEventListener("submit", event => {
    event.preventDefault();
    wish = { act: "save" };
    refused = null;
    pump();
    show();
  });
  root.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button?.dataset.act) act(button);
    if (button?.dataset.choose) choose(button.dataset.choose);
  });
  const hurry = () => {
    if (!root.isConnected) return void (removeEventListener("online", hurry), document.removeEventListener("visibilitychange", hurry));
    if (out) post(); else if (data.auto) pump();
  };
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);

  // What the server says

  function fill(name, html) {
    const place = part(name);
    if (place.effnett === html) return;
    const held = place.contains(document.activeElement);
    place.innerHTML = html;
    place.effnett = html;
    if (held) status();
  }

  // The same form may have got other fields, or none.
  function redraw(again) {
    const now = again ? read() : {}, isOpen = again && folded()?.open;
    const held = root.contains(document.activeElement);
    root.innerHTML = data.html;
    if (isOpen && folded()) folded().open = true;
    if (again) write(now);
    if (held) setTimeout(() => { if (document.activeElement === document.body) status(); });
  }

  function receive(given, sending) {
    const before = data;
    data = given;
    send = sending;
    const again = before && before.place === data.place;
    const had = again && inputs().length > 0, drawn = !before || before.html !== data.html;
    if (drawn) redraw(again);
    if (before && !before.may && data.may) refused = null;
    fill("said", data.head);
    fill("acts", data.acts);
    for (const input of inputs()) {
      const shut = !data.may || data.locked;
      if (input.tagName === "SELECT" || input.type === "date") input.disabled = shut;
      else input.readOnly = shut;
    }
    for (const button of root.querySelectorAll("button")) button.disabled = !data.may;
    if (drawn && again) stay();
    if (!again || (!had && inputs().length)) {
      clearTimeout(pause);
      clearTimeout(retry);
      start();
      stay();
    } else if (before.who !== data.who && !dirty() && !out) {
      start();
    } else {
      settle(data.answer);
      follow();
      keep();
    }
    show();
    clearTimeout(pause);
    if (wish) pump();
    else if (data.auto && dirty()) pause = setTimeout(pump, PAUSE_MS);
  }

  return { receive };
}
