"use strict";
// Filters the tables, and keeps what is chosen and opened in the address. The page is complete
// without it.
(() => {
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("data").textContent);
  const wrong = new Set(data.wrong);
  const [namespace, access, text, onlyWrong] = ["namespace", "access", "text", "wrong"].map(find);
  // An address that names more than this is of no use to anybody.
  const mostOpen = 50;

  const rows = data.sections.flatMap((section, number) => section.rows.map((row, place) => {
    const cells = row.cells.map((cell) => (typeof cell === "string" ? { text: cell } : cell));
    const words = cells.flatMap((cell) => [
      cell.text, ...(cell.evidence ?? []).map((number) => data.texts[number]),
    ]);
    return {
      element: find(`r${number}-${place}`),
      section: section.id,
      namespace: row.namespace ?? "*",
      access: row.access ?? "",
      isWrong: cells.some((cell) => wrong.has(cell.status)),
      words: words.join("\n").toLowerCase(),
    };
  }));

  const addChoices = () => {
    const option = (select, value, title) => select.add(new Option(title, value));
    option(namespace, "", "all");
    const names = new Set(rows.map((row) => row.namespace));
    if (names.delete("*")) option(namespace, "*", "the whole cluster");
    for (const name of [...names].sort()) option(namespace, name, name);
    option(access, "", "all");
    const levels = new Set(rows.map((row) => row.access));
    for (const level of data.accessLevels) if (levels.has(level)) option(access, level, level);
    access.parentElement.hidden = access.length < 2;
  };

  const filter = () => {
    const words = text.value.trim().toLowerCase();
    const counts = new Map();
    let shown = 0;
    for (const row of rows) {
      const fits = (namespace.value === "" || row.namespace === namespace.value)
        && (access.value === "" || row.access === access.value)
        && (!onlyWrong.checked || row.isWrong) && row.words.includes(words);
      row.element.hidden = !fits;
      if (fits) shown += 1;
      counts.set(row.section, (counts.get(row.section) ?? 0) + (fits ? 1 : 0));
    }
    for (const section of data.sections) {
      const count = counts.get(section.id) ?? 0;
      const all = section.rows.length;
      for (const element of document.querySelectorAll(`[data-count="${section.id}"]`)) {
        element.textContent = count === all ? `${all}` : `${count} of ${all}`;
      }
    }
    find("shown").textContent = `${shown} of ${rows.length} rows`;
  };

  const write = () => {
    const open = [...document.querySelectorAll("details[open]")].map((element) => element.id);
    const state = new URLSearchParams();
    if (namespace.value) state.set("namespace", namespace.value);
    if (access.value) state.set("access", access.value);
    if (text.value) state.set("text", text.value);
    if (onlyWrong.checked) state.set("wrong", "1");
    if (open.length > 0) state.set("open", open.slice(0, mostOpen).join(" "));
    const isPlain = `${state}` === "" && !location.hash.includes("=");
    if (!isPlain) history.replaceState(null, "", `#${state}`);
  };

  const read = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return;
    const state = new URLSearchParams(hash);
    for (const select of [namespace, access]) {
      select.value = state.get(select.id) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    text.value = state.get("text") ?? "";
    onlyWrong.checked = state.get("wrong") === "1";
    const open = new Set((state.get("open") ?? "").split(" "));
    for (const element of document.querySelectorAll("details")) {
      element.open = open.has(element.id);
    }
  };

  const change = () => { filter(); write(); };
  addChoices();
  read();
  filter();
  find("filters").hidden = false;
  for (const element of [namespace, access, text, onlyWrong]) element.addEventListener("input", change);
  find("reset").addEventListener("click", () => {
    namespace.value = "";
    access.value = "";
    text.value = "";
    onlyWrong.checked = false;
    change();
  });
  document.addEventListener("toggle", write, true);
  window.addEventListener("hashchange", () => { read(); filter(); });

  // Paper has nothing to click on.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    document.removeEventListener("toggle", write, true);
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const element of closed) element.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const element of closed) element.open = false;
    setTimeout(() => document.addEventListener("toggle", write, true));
  });
})();
