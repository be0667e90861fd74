// What the pages do beyond links and forms; all of them work without it. No markup is ever made from text here.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const one = (selector, within = document) => within.querySelector(selector);
  const room = one(".room");
  const panel = one("#panel");

  // The reading of a mark, at the pointer or the focus.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let tipped = null;
  const show = (mark) => {
    tipped?.removeAttribute("aria-describedby");
    tipped = mark;
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.say;
    mark.setAttribute("aria-describedby", "tip");
    const place = mark.getClientRects()[0];
    const left = Math.min(place.left, root.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    const above = place.top - tip.offsetHeight - 8;
    tip.style.top = `${(above > 0 ? above : place.bottom + 8) + scrollY}px`;
  };
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (e) => show(e.target.closest?.("[data-say]") ?? null));
  for (const kind of ["mouseleave", "focusout"]) document.addEventListener(kind, () => show(null));

  // The panel: readings are fetched and shown in place, and the address follows.
  const mark = (address) => {
    document.querySelectorAll(".m.chosen").forEach((m) => m.classList.remove("chosen"));
    document.querySelectorAll(".list [aria-current]").forEach((m) => m.removeAttribute("aria-current"));
    const asked = address ? new URL(address, location.href).searchParams : new URLSearchParams();
    for (const kind of ["event", "entity", "statement"]) {
      if (!asked.get(kind)) continue;
      document.querySelectorAll(`.m[data-${kind}="${CSS.escape(asked.get(kind))}"]`).forEach((m) => m.classList.add("chosen"));
    }
    if (asked.get("event")) one(`.list [data-event="${CSS.escape(asked.get("event"))}"]`)?.setAttribute("aria-current", "true");
  };
  const reveal = () => one(".text .m.event.chosen")?.scrollIntoView({ block: innerWidth < 960 ? "start" : "nearest" });
  const load = async (address, into) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (answer.redirected || !answer.ok) { location.href = address; return; }
    into.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  };
  document.addEventListener("toggle", (e) => {
    const box = e.target.open && one("[data-load]", e.target);
    if (!box) return;
    load(box.dataset.load, box);
    box.removeAttribute("data-load");
  }, true);
  const open = async (address, keep = true) => {
    await load(address, panel);
    mark(address);
    if (keep) history.pushState({}, "", address);
    reveal();
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  };
  if (room) { mark(location.href); reveal(); }
  if (room) {
    document.addEventListener("click", (e) => {
      const link = e.target.closest("a[data-panel]");
      if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
      e.preventDefault();
      show(null);
      open(link.href);
    });
    addEventListener("popstate", () => open(location.href, false));
  }

  // Keys. They can be turned off, and never work while somebody types.
  const keys = one("#keyson");
  if (keys) {
    keys.checked = localStorage.getItem("keys") !== "off";
    keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
  }
  const step = (by) => {
    const all = [...document.querySelectorAll(".list a[data-event]")];
    const now = all.findIndex((a) => a.hasAttribute("aria-current"));
    all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + by))]?.click();
  };
  const press = (selector) => one(selector, panel ?? document)?.click();
  const change = () => {
    const box = one("details.change", panel ?? document);
    if (box) { box.open = true; one("select, input:not([type=hidden])", box)?.focus(); }
  };
  const close = () => {
    show(null);
    if (one("#add")) one("#add").hidden = true;
    if (!panel?.firstElementChild?.matches(".reading")) return;
    panel.replaceChildren();
    mark(null);
    history.pushState({}, "", location.pathname + location.search.replace(/&(event|entity|statement)=[^&]*/g, ""));
  };
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") { close(); return; }
    const typing = e.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || e.ctrlKey || e.metaKey || e.altKey || (keys && !keys.checked)) return;
    const known = {
      n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
      a: () => press("button.accept"), r: () => press("button.reject"), c: change,
      "/": () => (one("#q") ? one("#q").focus() : (location.href = "/search")),
      "?": () => { const box = one("details.keys"); if (box) { box.open = !box.open; one("summary", box).focus(); } },
    };
    if (!room && !one("[data-annotate]") && e.key !== "/") return;
    if (known[e.key]) { e.preventDefault(); known[e.key](); }
  });

  panel?.addEventListener("click", (e) => { if (e.target.closest("[data-close]")) close(); });

  // Words that are selected in the text can become an event; places are counted in code points, as everywhere.
  const add = one("#add");
  const text = one("#text");
  const point = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!piece || !text.contains(piece)) return null;
    const before = node.nodeType === 3 ? [...node.data.slice(0, offset)].length : offset ? [...piece.textContent].length : 0;
    return Number(piece.dataset.at) + before;
  };
  const adder = one("#adder");
  if (add && text) {
    document.body.append(adder); // where places are counted from the page, not from the side
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode)) { adder.hidden = true; return; }
      const range = chosen.getRangeAt(0);
      const start = point(range.startContainer, range.startOffset);
      const end = point(range.endContainer, range.endOffset);
      if (start === null || end === null || end <= start || end - start > 200) return;
      add.elements.start.value = start;
      add.elements.end.value = end;
      one(".words", add).textContent = chosen.toString();
      const place = range.getBoundingClientRect();
      adder.hidden = false;
      adder.style.left = `${Math.max(8, Math.min(place.left, root.clientWidth - adder.offsetWidth - 8)) + scrollX}px`;
      adder.style.top = `${place.bottom + 8 + scrollY}px`;
    });
    adder.addEventListener("pointerdown", (e) => e.preventDefault()); // or the selection would go before the click comes
    adder.addEventListener("click", () => {
      close();
      adder.hidden = true;
      add.hidden = false;
      add.closest("aside").scrollTop = 0;
      one("select", add).focus({ preventScroll: true });
    });
    one(".close", add).addEventListener("click", close);
  }

  // Reading: a text may be pasted and a file dropped anywhere; while something is read a bar moves.
  const reader = one("form[data-drop]");
  if (reader) {
    const over = (on) => reader.classList.toggle("over", on);
    document.addEventListener("dragover", (e) => { e.preventDefault(); over(true); });
    document.addEventListener("dragleave", () => over(false));
    document.addEventListener("drop", (e) => {
      e.preventDefault();
      over(false);
      const words = e.dataTransfer.getData("text/uri-list") || e.dataTransfer.getData("text/plain");
      if (e.dataTransfer.files.length) reader.elements.file.files = e.dataTransfer.files;
      else if (words) reader.elements.text.value = words;
      else return;
      reader.requestSubmit();
    });
    document.addEventListener("paste", (e) => {
      const words = e.clipboardData.getData("text/plain");
      if (!words.trim() || e.target.closest?.("input, textarea, select")) return;
      reader.elements.text.value = words;
      reader.requestSubmit();
    });
    reader.elements.text.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) reader.requestSubmit();
    });
    reader.addEventListener("submit", () => { one("progress", reader).hidden = false; });
    addEventListener("pageshow", () => { one("progress", reader).hidden = true; });
  }
})();
