// The stage of a meeting. All screens are here, so that going between them asks nothing of the server.
// What people have written comes as plain texts, and is put in as text, never as HTML.
const LETTERS = "effnett-letters", DARK = "effnett-dark", NAME = "effnett-name";
const RETRY_MS = 3000, SMALLEST = 0.66, WIDE = 900;

const kept = {
  get: (key, otherwise) => { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } },
  set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a full or closed store */ } },
  drop: key => { try { localStorage.removeItem(key); } catch { /* the same */ } },
};
const made = (tag, text, look) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (look) element.className = look;
  return element;
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => (key in values ? values[key] : all));
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(one => one.toString(16).padStart(2, "0")).join("");
const clock = seconds => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
// A field whose window has just been closed may keep the focus until the next drawing: nobody writes in it.
const typing = element => element && element.getClientRects().length && (element.matches("input:not([type=checkbox]), textarea, select") || element.isContentEditable);

class Meeting {
  constructor(root) {
    this.root = root;
    this.notes = new Map();
    this.answered = new Set();
    this.have = -1;
    this.skip = false;
    this.form = null;
    for (const method of ["keyed", "clicked", "news", "fit", "tick", "retry", "typed", "submitted"])
      this[method] = this[method].bind(this);
  }

  // ---- what is drawn

  update(data) {
    this.words = data.words;
    if (this.data === undefined || this.data.shell !== data.shell || this.data.meeting !== data.meeting) {
      if (this.data !== undefined && this.data.meeting !== data.meeting) this.have = -1;
      this.root.innerHTML = data.shell;
      this.stage = this.root.firstElementChild;
      this.box = this.stage.querySelector(".screens");
      this.version = "";
      this.paint();
      this.stage.querySelector(".letters").checked = kept.get(LETTERS, true);
      this.stage.querySelector("form").addEventListener("submit", this.submitted);
      this.stage.querySelector("form").addEventListener("input", this.typed);
      const units = this.stage.querySelector("#meet-unit");
      units.replaceChildren(...data.units.map(([code, name]) => Object.assign(made("option", name), { value: code })));
    }
    // What is told of an address is told once: it stays until another meeting is shown.
    const notice = this.stage.querySelector(".notice");
    if (data.notice) notice.textContent = data.notice;
    notice.hidden = !notice.textContent;
    this.data = data;
    this.timer = this.timer && this.timer.key === this.key("timer") ? this.timer : this.timerKept();
    if (data.upto >= this.have) {
      this.notes = new Map(data.notes.map(one => [one.id, one]));
      this.have = data.upto;
    }
    if (this.version !== data.version) {
      this.version = data.version;
      this.box.innerHTML = data.screens;
      this.stage.querySelector(".tiles").innerHTML = data.overview;
      this.screens = [...this.box.children];
      const asked = this.at === undefined ? new URLSearchParams(location.search).get("screen") : this.at;
      const known = this.screens.some(one => one.dataset.screen === asked);
      this.show(known ? asked : this.screens[0].dataset.screen, false);
    } else this.written();
    Object.assign(this.stage.dataset, data.marks);
    this.waiting();
  }

  key(kind, indicator) { return ["effnett", kind, this.data.meeting, indicator].filter(Boolean).join(":"); }
  say(key, values = {}) { return filled(this.words[key], values); }
  get screen() { return this.screens.find(one => one.dataset.screen === this.at); }
  get place() { return this.screens.indexOf(this.screen); }
  open() { return this.stage.querySelector("dialog[open]"); }

  show(indicator, tell = true) {
    this.count();
    this.at = indicator;
    for (const one of this.screens) one.hidden = one.dataset.screen !== indicator;
    const address = new URL(location.href);
    if (address.searchParams.get("screen") !== indicator) {
      address.searchParams.set("screen", indicator);
      history.replaceState(history.state, "", address);
    }
    this.written();
    const { title, told } = this.screen.dataset;
    this.tick();
    if (tell) this.hint(this.say("announced", { n: this.place + 1, of: this.screens.length, title, told }), true);
  }

  hint(text, quiet = false) {
    const told = this.stage.querySelector(".hint");
    told.textContent = text;
    told.classList.toggle("quiet", quiet);
    if (!quiet) this.stage.querySelector("dialog.all .done").textContent = text;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { if (!quiet) told.textContent = ""; }, 6000);
  }

  paint() {
    const dark = kept.get(DARK, false);
    this.stage.dataset.theme = dark ? "dark" : "light";
  }

  // Text is made smaller, a little at a time, until the whole screen is in sight. The figure keeps its size.
  fit() {
    const screen = this.screen;
    if (!screen) return;
    screen.style.removeProperty("--fit");
    if (innerWidth < WIDE) return;
    for (let size = 1; size >= SMALLEST; size -= 0.04) {
      screen.style.setProperty("--fit", size.toFixed(2));
      if (screen.scrollHeight <= screen.clientHeight && screen.scrollWidth <= screen.clientWidth) return;
    }
  }

  // ---- what is written

  // What is due first stands first, and what has no deadline last; the rest as it was written.
  of(part) {
    const due = one => (part === "open" && one.deadline) || "9999";
    const found = [...this.notes.values()].filter(one => one.indicator === this.at && one.part === part);
    return found.sort((one, other) => due(one).localeCompare(due(other)));
  }

  written() {
    const place = this.screen && this.screen.querySelector(".notes");
    if (!place) return;
    const earlier = this.of("earlier"), last = earlier.map(one => one.day).sort().pop();
    const open = this.of("open");
    const counts = ["undring", "tiltak"].flatMap(kind => {
      const n = open.filter(one => one.kind === kind).length;
      return n ? [this.say(`open.${kind}.${n === 1 ? "one" : "many"}`, { n })] : [];
    });
    const parts = [[this.say("today"), this.of("today"), "today"]];
    if (open.length) parts.push([counts.join(" · "), open, "open"]);
    const before = earlier.filter(one => one.day === last);
    if (before.length) parts.push([this.say("last_time", { day: before[0].day_text }), before, "earlier"]);
    for (let most = 2; most >= 0; most -= 1) {
      place.replaceChildren(...parts.map(part => this.card(...part, most)));
      this.fit();
      if (innerWidth < WIDE || this.screen.scrollHeight <= this.screen.clientHeight) break;
    }
    const list = this.stage.querySelector("dialog.all[open]");
    if (list) this.listed();
    if (this.stage.querySelector("dialog.end[open]")) this.counted();
  }

  card(heading, notes, part, most) {
    const card = made("div", undefined, `note ${part}`);
    card.append(made("h2", heading));
    const { decision, wondering } = this.data.may;
    const none = decision ? "none_today" : wondering ? "none_today.ask" : "none_today.read";
    if (!notes.length) card.append(made("p", this.say(none), "small"));
    const newest = part === "today" ? [...notes].reverse() : notes;
    for (const one of newest.slice(0, most)) {
      const line = made("p", undefined, "one");
      line.append(made("span", one.text), made("span", one.told, "small"));
      for (const span of line.children) span.title = span.textContent;  // what is too long for two lines
      card.append(line);
    }
    const left = notes.length - Math.min(most, notes.length);
    if (left) card.append(made("p", this.say("more", { n: left }), "small"));
    return card;
  }

  listed() {
    const window = this.stage.querySelector("dialog.all"), list = window.querySelector(".list");
    window.querySelector("h2").textContent = this.say("written", { title: this.screen.dataset.title });
    const notes = ["today", "open", "earlier"].flatMap(part => this.of(part));
    list.setAttribute("aria-label", window.querySelector("h2").textContent);
    const held = document.activeElement && document.activeElement.dataset.of;
    list.replaceChildren(...notes.map(one => this.whole(one)));
    if (!notes.length) list.append(made("p", this.say("written.none")));
    const name = this.data.name || this.named;
    window.querySelector("[data-field=who]").hidden = Boolean(name) || !notes.some(one => one.mend);
    if (!this.field("who").value) this.field("who").value = kept.get(NAME, "");
    if (held) (list.querySelector(`[data-of="${held}"]`) || list).focus();
  }

  whole(one) {
    const whole = made("div", undefined, "whole");
    whole.append(made("p", one.text, "text"), made("p", one.told, "small"));
    if (!one.mend) return whole;
    const row = made("p", undefined, "row");
    for (const act of ["mend", "withdraw"]) {
      const button = Object.assign(made("button", this.say(act)), { type: "button" });
      Object.assign(button.dataset, { act, note: one.id, of: `${act}-${one.id}` });
      row.append(button);
    }
    whole.append(row);
    return whole;
  }

  // ---- windows

  shut(window) {
    if (!window) return;
    window.close();
    if (window.contains(document.activeElement)) document.activeElement.blur();
  }

  opened(kind) {
    this.shut(this.open());
    const window = this.stage.querySelector(`dialog.${kind}`);
    if (kind === "overview")
      for (const one of window.querySelectorAll("[data-go]")) one.toggleAttribute("aria-current", one.dataset.go === this.at);
    if (kind === "all") { this.listed(); window.querySelector(".done").textContent = ""; }
    if (kind === "end") this.ending(window);
    window.showModal();
    const first = kind === "overview" ? window.querySelector("[aria-current]") : kind === "write" ? null : window.querySelector("h2");
    if (first) first.focus();
    if (kind === "overview") this.tiled(window);
  }

  // The tiles get smaller, never under what can be read, until all of them are in sight.
  tiled(window) {
    const tiles = window.querySelector(".tiles");
    for (const [columns, size] of [[3, 1.4], [3, 1.2], [3, 1], [4, 1], [5, 0.9], [6, 0.8], [7, 0.7], [8, 0.7], [9, 0.7], [10, 0.7]]) {
      tiles.style.setProperty("--columns", innerWidth < WIDE ? 1 : columns);
      tiles.style.setProperty("--size", size);
      if (window.scrollHeight <= window.clientHeight) return;
    }
  }

  counted() {
    const today = [...this.notes.values()].filter(one => one.part === "today");
    const n = kind => today.filter(one => one.kind === kind).length;
    const counts = { decisions: n("beslutning"), wonderings: n("undring") };
    this.stage.querySelector("dialog.end .counts").textContent = this.say("end.counts", counts);
  }

  ending(window) {
    this.counted();
    const days = this.data.days.map(([day, text]) => Object.assign(made("option", text), { value: day }));
    this.field("day").replaceChildren(...days);
    window.querySelector("[data-field=day]").hidden = days.length < 2;
    window.querySelector(".made").textContent = "";
    const address = new URLSearchParams(location.search);
    address.delete("screen");
    window.querySelector("a.leave").href = `./?${address}`;
  }

  // ---- writing

  write(kind, note) {
    const { decision, wondering } = this.data.may;
    if (!note && !this.data.may[kind]) { this.hint(this.say(decision || wondering ? "may_not_decide" : "may_not")); return; }
    const form = this.stage.querySelector("dialog.write"), { title, told } = this.screen.dataset;
    this.form = { kind, note, draft: this.key(kind, note ? note.id : this.at) };
    this.form.madeFrom = note ? note.version : 0;
    const at = this.form.draft;
    const draft = kept.get(at, {});
    form.querySelector("h2").textContent = this.say(`${kind}.on`, { title });
    form.querySelector(".figure").textContent = kind === "decision" ? this.say("figure_kept", { figure: told }) : "";
    form.querySelector("[data-field=text] label").textContent = this.say(kind === "mend" ? "field.text" : `field.${kind}`);
    for (const field of ["unit", "owner", "deadline"])
      form.querySelector(`[data-field=${field}]`).hidden = kind !== "wondering";
    form.querySelector("[data-field=name]").hidden = Boolean(this.data.name || this.named);
    const name = this.data.name || this.named;
    form.querySelector(".writer").textContent = name ? this.say("writer", { name }) : "";
    this.field("text").value = draft.text ?? (note ? note.text : "");
    this.field("unit").value = draft.unit ?? this.data.marks.done;
    this.field("owner").value = draft.owner ?? "";
    this.field("deadline").value = draft.deadline ?? "";
    this.field("name").value = name || kept.get(NAME, "");
    this.told("");
    this.choosing(false);
    this.opened("write");
    this.field("text").focus();
  }

  field(name) { return this.stage.querySelector(`#meet-${name}`); }

  told(text) {
    const told = this.stage.querySelector("dialog.write .told");
    told.textContent = text;
    told.hidden = !text;
  }

  choosing(on) {
    for (const one of this.stage.querySelectorAll("[data-mine], [data-theirs]")) one.hidden = !on;
    this.stage.querySelector("dialog.write [type=submit]").hidden = on;
  }

  // Every letter is kept until the server has said that the text is saved.
  typed() {
    if (!this.form) return;
    const draft = Object.fromEntries(["text", "unit", "owner", "deadline"].map(name => [name, this.field(name).value]));
    if (draft.text.trim()) kept.set(this.form.draft, draft);
    else kept.drop(this.form.draft);
  }

  submitted(event) {
    event.preventDefault();
    const { kind, note, draft, madeFrom } = this.form, text = this.field("text").value;
    const name = this.data.name || this.named || this.field("name").value.trim();
    if (!text.trim()) { this.told(this.say("empty")); this.field("text").focus(); return; }
    if (!name) { this.told(this.say("nameless")); this.field("name").focus(); return; }
    if (!this.data.name) document.cookie = `effnett-name=${encodeURIComponent(name)}; path=/; max-age=31536000; samesite=lax`;
    kept.set(NAME, name);
    const asked = { do: kind, text, name, draft, indicator: this.at, record: note ? note.id : newId() };
    if (kind === "wondering")
      for (const one of ["unit", "owner", "deadline"]) asked[one] = this.field(one).value;
    if (kind === "mend") asked.made_from = madeFrom;
    this.told(this.say("saving"));
    this.form.token = this.ask(asked);
  }

  // What is asked stays in the browser until it is answered, through a reload too, and is sent again meanwhile.
  ask(asked) {
    const token = newId();
    kept.set(this.key("asked"), [...this.asked(), { ...asked, token }]);
    this.send();
    this.waiting();
    return token;
  }

  asked() { return kept.get(this.key("asked"), []); }

  send() {
    const wire = window.effnettWire;
    if (wire) wire.send({ have: this.have, asked: this.asked(), n: (this.sent = (this.sent || 0) + 1) });
  }

  retry() { if (this.asked().length) { this.send(); this.late = true; this.waiting(); } }

  // Streamlit puts a window over the page when the server is gone. The meeting goes on without it, and says so itself.
  alone() {
    const close = document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]');
    if (!close) return;
    close.click();
    this.away = true;
    this.waiting();
  }

  waiting() {
    const n = this.asked().filter(one => one.do !== "minutes").length, told = this.stage.querySelector(".waiting");
    if (!n) this.late = false;
    const trouble = window.effnettWire && window.effnettWire.news.trouble;
    const text = n && this.late ? this.say("waiting", { n }) : this.away ? this.say("away") : trouble || "";
    if (told.textContent !== text) told.textContent = text;
    told.hidden = !text;
  }

  news() {
    const wire = window.effnettWire;
    if (!wire || !this.data) return;
    this.away = false;
    let changed = false;
    for (const one of wire.news.news) changed = this.take(one) || changed;
    for (const one of wire.news.answers) changed = this.answer(one) || changed;
    this.have = Math.max(this.have, wire.news.upto);
    if (wire.news.news.length > 10 && !this.asked().length) this.send();
    if (changed) this.written();
    this.waiting();
  }

  take(note) {
    const known = this.notes.get(note.id);
    if (known && known.change >= note.change) return false;
    this.notes.set(note.id, note);
    return true;
  }

  answer(answer) {
    const asked = this.asked().find(one => one.token === answer.token);
    if (!asked || this.answered.has(answer.token)) return false;
    this.answered.add(answer.token);
    kept.set(this.key("asked"), this.asked().filter(one => one.token !== answer.token));
    const changed = answer.note ? this.take(answer.note) : false;
    const mine = this.form && this.form.token === answer.token && this.stage.querySelector("dialog.write").open;
    if (answer.state === "file") this.download(answer);
    else if (answer.state === "saved") this.savedIs(asked, mine);
    else this.notSaved(asked, answer, mine);
    return changed;
  }

  savedIs(asked, mine) {
    if (asked.draft) kept.drop(asked.draft);
    if (!this.data.name) this.named = asked.name;
    if (mine) this.shut(this.stage.querySelector("dialog.write"));
    this.hint(this.say(asked.do === "withdraw" ? "withdrawn" : "saved"));
  }

  notSaved(asked, answer, mine) {
    if (!mine) {
      if (asked.draft) kept.set(asked.draft, asked);
      this.hint(answer.told);
      return;
    }
    this.told(answer.told);
    if (answer.state === "conflict" && answer.note) {
      this.form.madeFrom = answer.note.version;
      this.choosing(true);
    }
    this.field("text").focus();
  }

  download(file) {
    const bytes = Uint8Array.from(atob(file.content), one => one.charCodeAt(0));
    const link = made("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    this.stage.querySelector("dialog.end .made").textContent = this.say("end.made");
  }

  // ---- going from screen to screen

  go(step) {
    for (let at = this.place + step; at >= 0 && at < this.screens.length; at += step)
      if (!this.skip || this.screens[at].dataset.skip !== "true") { this.show(this.screens[at].dataset.screen); return; }
  }

  nextRed() {
    const n = this.screens.length;
    for (let step = 1; step < n; step += 1) {
      const one = this.screens[(this.place + step) % n];
      if (one.dataset.status === "missed") { this.show(one.dataset.screen); return; }
    }
    this.hint(this.say("no_red"));
  }

  skipping() {
    this.skip = !this.skip;
    const n = this.screens.filter(one => one.dataset.skip === "true").length;
    this.hint(this.skip ? this.say("skipping", { n }) : this.say("taking_all"));
  }

  blank() {
    const blank = this.stage.querySelector(".blank");
    blank.hidden = !blank.hidden;
  }

  dark() { kept.set(DARK, this.stage.dataset.theme !== "dark"); this.paint(); }

  // ---- the clock: of this indicator and of the meeting, kept through a reload

  timerKept() {
    const key = this.key("timer");
    let found = {};
    try { found = JSON.parse(sessionStorage.getItem(key)) || {}; } catch { /* none */ }
    return { since: 0, all: 0, of: {}, ...found, key };
  }

  count() {
    const timer = this.timer, now = Date.now();
    if (timer && timer.since && this.at !== undefined) {
      timer.all += now - timer.since;
      timer.of[this.at] = (timer.of[this.at] || 0) + now - timer.since;
      timer.since = now;
    }
    try { if (timer) sessionStorage.setItem(timer.key, JSON.stringify(timer)); } catch { /* none to be had */ }
  }

  startStop() { this.count(); this.timer.since = this.timer.since ? 0 : Date.now(); this.tick(); }
  reset(all) {
    this.count();
    if (all) this.timer = { ...this.timer, all: 0, of: {} };
    else this.timer.of[this.at] = 0;
    this.tick();
  }

  tick() {
    this.alone();
    if (!this.timer) return;
    this.count();
    const place = this.stage.querySelector(".clock"), { all, of, since } = this.timer;
    const seconds = ms => clock(Math.floor((ms || 0) / 1000));
    const parts = [this.say("timer.one", { time: seconds(of[this.at]) }), this.say("timer.all", { time: seconds(all) })];
    if (!since) parts.push(this.say("timer.stopped"));
    place.hidden = !since && !all;
    const text = parts.join(" · ");
    if (place.textContent !== text) place.textContent = text;
  }

  // ---- keys and buttons

  does(what) {
    ({
      next: () => this.go(1), previous: () => this.go(-1), red: () => this.nextRed(), skip: () => this.skipping(),
      first: () => this.show(this.screens[0].dataset.screen), last: () => this.show(this.screens.at(-1).dataset.screen),
      overview: () => this.opened("overview"), all: () => this.opened("all"), help: () => this.opened("help"),
      end: () => this.opened("end"), decision: () => this.write("decision"), wondering: () => this.write("wondering"),
      timer: () => this.startStop(), reset: () => this.reset(false), resetAll: () => this.reset(true),
      blank: () => this.blank(), dark: () => this.dark(),
    })[what]();
  }

  keyed(event) {
    if (event.isComposing || !this.stage.isConnected) return;
    const window = this.open(), key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (window && (event.ctrlKey || event.metaKey) && key === "Enter" && window.matches(".write")) {
      event.preventDefault();
      if (!window.querySelector("[type=submit]").hidden) window.querySelector("form").requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (window && key === "Escape") { event.preventDefault(); event.stopPropagation(); this.shut(window); return; }
    if (typing(event.target)) return;
    const blank = !this.stage.querySelector(".blank").hidden;
    if (window && window.matches(".overview") && this.walked(window, key)) { this.took(event); return; }
    const steps = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", Home: "first", End: "last" };
    const letters = {
      r: "red", o: "overview", s: "skip", b: "decision", u: "wondering", a: "all", t: "timer", n: "reset", 0: "resetAll",
      m: "blank", ".": "blank", d: "dark", h: "help", "?": "help",
    };
    const space = key === " " && !(event.target.closest && event.target.closest("button, a, summary, [tabindex]"));
    let what = steps[key] || (space ? "next" : key === "Escape" ? "end" : "");
    if (!what && kept.get(LETTERS, true)) what = letters[key] || "";
    if (!what) return;
    if (blank) what = ["blank", "end"].includes(what) ? "blank" : "";
    const closes = { o: ".overview", a: ".all", h: ".help", "?": ".help" }[key];
    if (window) what = closes && window.matches(closes) ? "close" : what === "dark" ? what : "";
    if (!what) return;
    this.took(event);
    if (what === "close") this.shut(window); else this.does(what);
  }

  // Streamlit has keys of its own, among them R.
  took(event) { event.preventDefault(); event.stopImmediatePropagation(); }

  walked(window, key) {
    const tiles = [...window.querySelectorAll("[data-go]")], at = tiles.indexOf(document.activeElement);
    const columns = Number(getComputedStyle(window.querySelector(".tiles")).getPropertyValue("--columns")) || 1;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
    const to = key === "Home" ? 0 : key === "End" ? tiles.length - 1 : step && (at < 0 ? 0 : at + step);
    if (to === undefined) return false;
    if (tiles[to]) tiles[to].focus();
    return true;
  }

  clicked(event) {
    const button = event.target.closest && event.target.closest("button, a, input.letters");
    if (!this.stage.querySelector(".blank").hidden) { this.blank(); return; }
    if (!button || !this.stage.contains(button)) return;
    const { do: what, go, close, act, note, minutes, mine, theirs } = button.dataset;
    if (button.matches(".letters")) kept.set(LETTERS, button.checked);
    else if (what) this.does(what);
    else if (go) { this.shut(this.open()); this.show(go); }
    else if (close !== undefined) this.shut(this.open());
    else if (act) this.acted(button, act, this.notes.get(note));
    else if (minutes) {
      this.stage.querySelector("dialog.end .made").textContent = this.say("end.making");
      this.ask({ do: "minutes", form: minutes, day: this.field("day").value });
    } else if (mine !== undefined) { this.choosing(false); this.stage.querySelector("form").requestSubmit(); }
    else if (theirs !== undefined) { kept.drop(this.form.draft); this.shut(this.open()); }
  }

  acted(button, act, note) {
    if (act === "mend") { this.write("mend", note); return; }
    if (!button.dataset.sure) {
      button.dataset.sure = "1";
      button.textContent = this.say("withdraw.sure");
      return;
    }
    const name = this.data.name || this.named || this.field("who").value.trim();
    if (!name) { this.stage.querySelector(".all .done").textContent = this.say("nameless"); this.field("who").focus(); return; }
    kept.set(NAME, name);
    this.ask({ do: "withdraw", record: note.id, made_from: note.version, indicator: this.at, name });
  }

  attach() {
    addEventListener("keydown", this.keyed, true);
    document.addEventListener("click", this.clicked);
    addEventListener("effnett-news", this.news);
    addEventListener("resize", this.fit);
    this.ticking = setInterval(this.tick, 500);
    this.retrying = setInterval(this.retry, RETRY_MS);
  }

  detach() {
    removeEventListener("keydown", this.keyed, true);
    document.removeEventListener("click", this.clicked);
    removeEventListener("effnett-news", this.news);
    removeEventListener("resize", this.fit);
    clearInterval(this.ticking);
    clearInterval(this.retrying);
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".ef-root");
  root.meeting ||= new Meeting(root);
  root.meeting.update(data);
  root.meeting.attach();
  root.meeting.news();
  return () => root.meeting.detach();
}
