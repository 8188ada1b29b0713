// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file
// Generated from templates/page by `make generate`: do not edit.

/// The page of `-o html`, as it stands in `templates/page`, with its style and its script in it.
enum PageTemplate {
  /// Each text with the hole that follows it; the last has none.
  static let parts: [(text: String, hole: String)] = [
(#"""
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/+vwTXZYpEgnu6tBD0gZbE61OETbMdaZ+8Hvu9KR/XA='; script-src 'sha256-OXIUnGV0B7dsnBP0sUbWhjA69JSivfeK4yOGeFPLzGg='; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="rolefit">
<title>
"""#, "TITLE"),
(##"""
</title>
<style>:root {
  --back: #ffffff; --fore: #1b1f24; --faint: #57606a; --line: #d0d7de; --link: #0550ae;
  --head: #f3f5f7;
  --granted-back: #dafbe1; --granted-fore: #0a4a1c;
  --missing-back: #ffd8d3; --missing-fore: #82071e;
  --excess-back: #fff1c2; --excess-fore: #5c3d00;
  --possible-back: #ffd9f0; --possible-fore: #7a0a5e;
  --open-back: #e4e6ea; --open-fore: #3a4149;
  --note-back: #ddf0ff; --note-fore: #0a3069;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --fore: #e6edf3; --faint: #9aa4af; --line: #3d444d; --link: #79b8ff;
    --head: #161b22;
    --granted-back: #10331c; --granted-fore: #9be9a8;
    --missing-back: #4c1014; --missing-fore: #ffc1ba;
    --excess-back: #3d2e00; --excess-fore: #ffdf8a;
    --possible-back: #45103a; --possible-fore: #ffb8ea;
    --open-back: #2b3138; --open-fore: #c9d1d9;
    --note-back: #0f2b47; --note-fore: #a5d6ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 90rem; padding: 1rem 1.25rem 3rem; background: var(--back);
  color: var(--fore); font: 0.9375rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { margin: 0.5rem 0; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.2rem; line-height: 1.25; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.verdict { margin: 0.5rem 0 1rem; padding: 0.6rem 0.9rem; border-left: 0.4rem solid; font-size: 1.1rem; font-weight: 600; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0; }
.facts dt { color: var(--faint); }
.facts dd { margin: 0; min-width: 0; }
nav li { min-width: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 1rem 0; padding: 0; list-style: none; }
.count { color: var(--faint); font-weight: 400; font-size: 0.875em; }
#filters {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; position: sticky; top: 0;
  z-index: 2; padding: 0.5rem 0; background: var(--back); border-bottom: 1px solid var(--line);
}
[hidden], #filters[hidden] { display: none; }
#filters label { min-width: 0; max-width: 100%; }
#filters p { margin: 0; color: var(--faint); }
#filters select, #filters input, #filters button {
  font: inherit; color: inherit; background: var(--back); border: 1px solid var(--faint);
  border-radius: 0.25rem; padding: 0.2rem 0.5rem; max-width: 100%;
}
section { scroll-margin-top: 4rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.375rem; }
table { width: 100%; border-collapse: collapse; }
th, td { min-width: 6rem; max-width: 24rem; overflow-wrap: break-word; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { min-width: 0; background: var(--head); font-weight: 600; white-space: nowrap; }
tbody th { font-family: ui-monospace, monospace; font-size: 0.875rem; min-width: 11rem; }
tbody tr:target > * { box-shadow: inset 0 2px var(--link), inset 0 -2px var(--link); }
.matrix td { min-width: 0; }
.matrix td ul { min-width: 16rem; }
details > summary { cursor: pointer; }
.matrix td[class] summary { white-space: nowrap; }
details ul { margin: 0.3rem 0 0.2rem; padding-left: 1.1rem; font-size: 0.875rem; }
pre { margin: 0; padding: 0.75rem; overflow-x: auto; font: 0.875rem/1.45 ui-monospace, monospace; }
.granted { background: var(--granted-back); color: var(--granted-fore); }
.missing, .error { background: var(--missing-back); color: var(--missing-fore); }
.excess, .warning { background: var(--excess-back); color: var(--excess-fore); }
.possible { background: var(--possible-back); color: var(--possible-fore); }
.undetermined, .unsupported { background: var(--open-back); color: var(--open-fore); }
.note { background: var(--note-back); color: var(--note-fore); }
@media (max-width: 40rem) {
  body { padding: 0.5rem 0.75rem 2rem; }
  .facts { display: block; }
  .facts dt, .facts dd { display: inline; }
  .facts dt::after { content: ": "; }
  .facts dd::after { content: "\A"; white-space: pre; }
  #filters { position: static; }
  tbody th { min-width: 8rem; }
}
@media print {
  :root { --back: #ffffff; --fore: #000000; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  nav, #filters, .skip { display: none; }
  .scroll { overflow: visible; border: 0; }
  tr, .verdict { break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  .granted, .missing, .error, .excess, .warning, .possible, .undetermined, .unsupported, .note { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>
</head>
<body>
<a class="skip" href="#results">Skip to the results</a>
<header>
<h1>
"""##, "TITLE"),
(#"""
</h1>
<p class="verdict 
"""#, "STATUS"),
(#"""
">
"""#, "VERDICT"),
(#"""
</p>

"""#, "FACTS"),
(#"""

</header>
<nav aria-label="Sections">
<ul>

"""#, "CONTENTS"),
(#"""

</ul>
</nav>
<div id="filters" role="search" aria-label="Filters" hidden>
<label>Namespace <select id="namespace"></select></label>
<label>Access <select id="access"></select></label>
<label>Text <input id="text" type="search" autocomplete="off" spellcheck="false"></label>
<label class="check"><input id="wrong" type="checkbox"> Only what is wrong</label>
<button id="reset" type="button">Show everything</button>
<p id="shown" role="status"></p>
</div>
<main id="results">

"""#, "SECTIONS"),
(#"""

</main>
<script type="application/json" id="data">
"""#, "DATA"),
(#"""
</script>
<script>"use strict";
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
</script>
</body>
</html>

"""#, ""),
  ]
}
