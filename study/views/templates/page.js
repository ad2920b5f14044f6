"use strict";
// Without this script the page still shows everything; with it one can search, filter, flip cards and tick off.
(() => {
  const rows = [...document.querySelectorAll("tr.row")];
  const articles = new Map([...document.querySelectorAll("article.topic")].map((one) => [one.dataset.topic, one]));
  const boxes = new Map([...document.querySelectorAll(".graph .box")].map((one) => [one.dataset.topic, one]));
  const lines = [...document.querySelectorAll(".graph .line")];
  const ticks = [...document.querySelectorAll("input.tick")];
  const words = {
    "ready now": "现在可学 · ready now", "in progress": "学习中 · in progress", done: "已完成 · done",
    blocked: "还需先修 · blocked", gap: "缺笔记 · gap",
  };
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  // Ticks are kept by what they are about, so that the page of a later build, and that of one goal, finds them again.
  const KEY = "study.ticks";
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { kept = {}; }
  function keep(tick) {
    kept[tick.dataset.tick] = tick.checked;
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* this browser keeps nothing: ticks last as long as the page */ }
  }
  const show = () => ticks.forEach((tick) => { tick.checked = kept[tick.dataset.tick] ?? tick.defaultChecked; });

  // As `study plan --collection` does: a topic is ready where all that it needs is done; a gap is never in the way.
  function states() {
    const passed = new Map();
    for (const row of rows) {
      const id = row.dataset.topic;
      const own = [...articles.get(id).querySelectorAll(".card .tick")];
      const open = row.dataset.needs.split(" ").some((need) => need && !passed.get(need));
      const done = row.querySelector(".tick").checked;
      let state = open ? "blocked" : "ready now";
      if (row.dataset.known === "in progress" || own.some((tick) => tick.checked)) state = "in progress";
      if ("gap" in row.dataset) state = "gap";
      if (done) state = "done";
      passed.set(id, done || (state === "gap" && !open));
      row.dataset.state = state;
      boxes.get(id).dataset.state = state;
      const told = row.querySelector(".state");
      told.dataset.is = state;
      told.textContent = words[state];
    }
  }

  const texts = new Map(rows.map((row) => [row, plain(row.textContent + articles.get(row.dataset.topic).textContent)]));
  const find = document.getElementById("find"), track = document.getElementById("track"), state = document.getElementById("state");
  function filter() {
    const sought = plain(find.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = sought.every((word) => texts.get(row).includes(word))
        && (!track.value || row.dataset.track === track.value) && (!state.value || row.dataset.state === state.value);
      row.hidden = !fits;
      boxes.get(row.dataset.topic).classList.toggle("faint", !fits);
      count += fits;
    }
    for (const body of document.querySelectorAll("table.plan tbody")) body.hidden = !body.querySelector("tr.row:not([hidden])");
    for (const line of lines) line.classList.toggle("faint", [line.dataset.tail, line.dataset.head].some((id) => boxes.get(id).classList.contains("faint")));
    for (const card of document.querySelectorAll(".card")) card.classList.toggle("hit", sought.length > 0 && sought.every((word) => plain(card.textContent).includes(word)));
    const done = rows.filter((row) => row.dataset.state === "done").length;
    document.getElementById("count").textContent = `${count} / ${rows.length} · ✓ ${done}`;
  }

  // The address says which topic is open, so that the browser's own way back works.
  let opener = null;
  function open() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* no address of ours */ }
    for (const article of articles.values()) article.classList.toggle("open", article.id === id);
    const article = [...articles.values()].find((one) => one.id === id);
    if (!article) return;
    article.scrollTop = 0;
    article.querySelector("h3").focus({ preventScroll: true });
  }
  function close() {
    history.replaceState(null, "", location.pathname + location.search);
    open();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }
  for (const article of articles.values()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", "关闭 · Close");
    article.querySelector("h3").after(button);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#t-']");
    if (link && !link.closest("article")) opener = link;
    // The same topic again changes no address, and is opened all the same.
    if (link && link.getAttribute("href") === location.hash) open();
    const front = event.target.closest(".front");
    if (front) front.setAttribute("aria-expanded", String(front.getAttribute("aria-expanded") !== "true"));
    if (event.target.closest(".close")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector("article.open")) close();
  });
  document.addEventListener("change", (event) => {
    const tick = event.target.closest("input.tick");
    if (!tick) return;
    keep(tick);
    if (tick.dataset.of && tick.checked) {
      const all = [...articles.get(tick.dataset.of).querySelectorAll(".card .tick")].every((one) => one.checked);
      const whole = ticks.find((one) => one.dataset.tick === `topic ${tick.dataset.of}`);
      if (all && !whole.checked) { whole.checked = true; keep(whole); }
    }
    states();
    filter();
  });
  function point(event) {
    const id = event.target.closest?.(".graph .box")?.dataset.topic;
    for (const line of lines) line.classList.toggle("near", id !== undefined && (line.dataset.tail === id || line.dataset.head === id));
  }
  for (const kind of ["mouseover", "focusin"]) document.querySelector(".graph").addEventListener(kind, point);
  find.addEventListener("input", filter);
  for (const choice of [track, state]) choice.addEventListener("change", filter);
  document.querySelector("form.filters").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", open);
  // Another tab with this page, or with that of another goal, may tick as well.
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    try { kept = JSON.parse(event.newValue) || {}; } catch { return; }
    show(); states(); filter();
  });

  document.documentElement.classList.add("live");
  document.querySelector("form.filters").hidden = false;
  show();
  states();
  filter();
  open();
  // Where the picture is wider than the screen, it begins with what can be learned now.
  const ready = document.querySelector('.graph [data-state="ready now"]'), frame = document.querySelector(".picture");
  if (ready) frame.scrollLeft += ready.getBoundingClientRect().left - frame.getBoundingClientRect().left - 16;
})();
