// The script of an exported page: zoom and pan, reading by click and by keys, filter, search. It loads nothing and sends nothing.
"use strict";
(() => {
  const all = (query, from = document) => Array.from(from.querySelectorAll(query));
  const tools = document.querySelector(".tools");
  const svg = document.querySelector("main .view svg");
  const items = all("li[data-kind]");
  const count = document.querySelector(".count");
  if (!tools || !svg) return;
  tools.hidden = false;

  const marks = new Map();
  for (const mark of all(".of[data-of]")) {
    const id = mark.dataset.of;
    if (!marks.has(id)) marks.set(id, []);
    marks.get(id).push(mark);
  }
  const marksOf = (item) => marks.get("mark-" + item.id) || [];

  // What is chosen, and stepping through it.
  let chosen = null;
  const choose = (item, scroll) => {
    if (chosen) {
      chosen.classList.remove("chosen");
      marksOf(chosen).forEach((mark) => mark.classList.remove("chosen"));
    }
    chosen = item;
    if (!item) return;
    item.classList.add("chosen");
    marksOf(item).forEach((mark) => mark.classList.add("chosen"));
    if (scroll) item.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", "#" + encodeURIComponent(item.id));
  };
  const step = (by) => {
    const open = items.filter((item) => !item.hidden);
    const at = open.indexOf(chosen);
    const next = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1)];
    if (next) {
      choose(next, true);
      next.querySelector("a").focus({ preventScroll: true });
    }
  };
  items.forEach((item) => item.addEventListener("click", () => choose(item, false)));

  // What is looked at: the part of the figure that is in view.
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const view = { ...full };
  const look = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  const keep = () => {
    view.x = Math.min(Math.max(view.x, full.x - view.width / 2), full.x + full.width - view.width / 2);
    view.y = Math.min(Math.max(view.y, full.y - view.height / 2), full.y + full.height - view.height / 2);
    look();
  };
  const zoom = (factor, x = 0.5, y = 0.5) => {
    const width = Math.min(Math.max(view.width * factor, full.width / 40), full.width);
    const scale = width / view.width;
    view.x += view.width * (1 - scale) * x;
    view.y += view.height * (1 - scale) * y;
    view.width *= scale;
    view.height *= scale;
    keep();
  };
  const fit = () => {
    Object.assign(view, full);
    look();
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && view.width >= full.width) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(Math.exp(event.deltaY / 500), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  let drag = null;
  svg.addEventListener("pointerdown", (event) => {
    drag = { x: event.clientX, y: event.clientY, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!drag || !event.buttons) return;
    const box = svg.getBoundingClientRect();
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 4) return;
    view.x -= (dx * view.width) / box.width;
    view.y -= (dy * view.height) / box.height;
    drag = { x: event.clientX, y: event.clientY, moved: true };
    keep();
  });
  document.addEventListener("click", (event) => {
    const was = drag;
    drag = null;
    if (was && was.moved) return;
    const mark = event.target.closest(".of[data-of]");
    const item = mark && document.getElementById(mark.dataset.of.slice(5));
    if (item && item.matches("li")) choose(item, true);
  });

  // What is shown: leaders, kinds, words.
  const search = tools.querySelector("input[type=search]");
  const boxes = all("input[type=checkbox]", tools);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(items.map((item) => [item, fold(item.textContent)]));
  const sieve = () => {
    const needle = fold(search.value.trim());
    const off = (group) => new Set(boxes.filter((box) => box.name === group && !box.checked).map((box) => box.value));
    const [leaders, kinds] = [off("leader"), off("kind")];
    let shown = 0;
    for (const item of items) {
      const who = item.dataset.leaders.split(" ").filter(Boolean);
      const isOut = kinds.has(item.dataset.kind) || (who.length > 0 && who.every((leader) => leaders.has(leader))) || !texts.get(item).includes(needle);
      item.hidden = isOut;
      marksOf(item).forEach((mark) => mark.classList.toggle("out", isOut));
      shown += isOut ? 0 : 1;
    }
    count.textContent = `${shown} of ${items.length} events`;
  };
  search.addEventListener("input", sieve);
  boxes.forEach((box) => box.addEventListener("change", sieve));

  const does = {
    in: () => zoom(0.7),
    out: () => zoom(1 / 0.7),
    fit,
    print: () => window.print(),
    look: () => {
      const root = document.documentElement;
      const isDark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.look = isDark ? "light" : "dark";
    },
    all: () => {
      boxes.forEach((box) => (box.checked = true));
      search.value = "";
      sieve();
    },
  };
  all("button[data-does]", tools).forEach((button) => button.addEventListener("click", does[button.dataset.does]));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input")) {
      if (event.key === "Escape" && event.target === search) does.all();
      return;
    }
    const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), "+": does.in, "-": does.out, 0: fit, "/": () => search.focus(), Escape: () => choose(null) };
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  const named = decodeURIComponent(location.hash.slice(1));
  const first = named && document.getElementById(named);
  if (first && first.matches("li")) choose(first, true);
})();
