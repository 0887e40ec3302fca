"use strict";
// Adds sorting, filtering and printing to a page that reads well without them.
(() => {
  const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
  const FEW = 12;
  const resets = new Map();

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();

  const compare = (number, sign) => (a, b) => {
    const [one, two] = [a.cells[number], b.cells[number]];
    if (one.hasAttribute("data-sort")) {
      const [x, y] = [one.dataset.sort, two.dataset.sort];
      if (!x || !y) return !x - !y;
      return sign * (x - y);
    }
    const [x, y] = [words(one), words(two)];
    return x && y ? sign * collator.compare(x, y) : !x - !y;
  };

  const makeSortable = (table) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    for (const [number, head] of heads.entries()) {
      if (head.matches(".k-wide, .course")) continue;
      const button = make("button", { type: "button", title: "Sorteer op deze kolom" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const first = head.matches(".k-number") ? "descending" : "ascending";
        const next = now === null ? first : now === "ascending" ? "descending" : "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", next);
        const order = compare(number, next === "ascending" ? 1 : -1);
        body.append(...[...body.rows].sort(order));
      });
    }
  };

  const choiceOf = (name, rows, valueOf) => {
    const values = [...new Set(rows.map(valueOf))].filter(Boolean).sort(collator.compare);
    if (values.length < 2) return null;
    const select = make("select", {}, make("option", { value: "" }, "alle"));
    for (const value of values) select.append(make("option", { value }, value));
    return { select, valueOf, label: make("label", {}, name, select) };
  };

  // Puts a search box, dropdowns and a count before a list of rows.
  const makeFilter = (place, label, rows, wanted, noun) => {
    const texts = new Map(rows.map((row) => [row, bare(row.textContent)]));
    const search = make("input", { type: "search", autocomplete: "off" });
    const choices = wanted.map(([name, valueOf]) => choiceOf(name, rows, valueOf)).filter(Boolean);
    const count = make("p");
    count.setAttribute("role", "status");
    const reset = make("button", { type: "button", hidden: true }, "Toon alles");
    const tools = make("div", { className: "tools" });
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", `Filter: ${label}`);
    tools.append(make("label", {}, "Zoek", search), ...choices.map((one) => one.label), count, reset);
    const apply = () => {
      const asked = bare(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !(
          asked.every((word) => texts.get(row).includes(word)) &&
          choices.every(({ select, valueOf }) => !select.value || valueOf(row) === select.value)
        );
        shown += !row.hidden;
      }
      const all = shown === rows.length;
      count.textContent = all ? `${rows.length} ${noun}` : `${shown} van ${rows.length} ${noun} getoond`;
      reset.hidden = all;
      tools.classList.toggle("filtered", !all);
    };
    const showAll = () => {
      search.value = "";
      for (const { select } of choices) select.value = "";
      apply();
    };
    search.addEventListener("input", apply);
    for (const { select } of choices) select.addEventListener("change", apply);
    reset.addEventListener("click", () => { showAll(); search.focus(); });
    for (const row of rows) resets.set(row, showAll);
    apply();
    place.prepend(tools);
    return tools;
  };

  for (const live of document.querySelectorAll(".live")) {
    const table = live.querySelector("table");
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 2) continue;
    const choices = [...table.tHead.rows[0].cells]
      .map((head, number) => [head, words(head), (row) => words(row.cells[number])])
      .filter(([head]) => head.matches(".k-choice"))
      .map(([, name, valueOf]) => [name, valueOf]);
    if (rows.length > FEW) makeFilter(live, words(table.caption), rows, choices, "rijen");
    makeSortable(table);
  }

  for (const list of document.querySelectorAll(".cards")) {
    const cards = [...list.querySelectorAll(".card")];
    const finding = (card) => words(card.querySelector("summary .badge"));
    const tools = makeFilter(list, list.dataset.label, cards, [["Bevinding", finding]], "items");
    for (const [text, open] of [["Alles open", true], ["Alles dicht", false]]) {
      const button = make("button", { type: "button" }, text);
      button.addEventListener("click", () => { for (const card of cards) card.open = open; });
      tools.append(button);
    }
  }

  // A link to something that is folded up or filtered away opens it.
  const open = (hash) => {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    if (!target) return;
    if (target.hidden) resets.get(target)?.();
    for (let one = target; one; one = one.parentElement) if (one.matches("details")) one.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", () => open(location.hash));
  open(location.hash);
  // Shown inside another page, a link to a chapter may not change the address.
  if (window !== window.parent) addEventListener("click", (event) => {
    const hash = event.target.closest?.("a[href^='#']")?.getAttribute("href");
    if (!hash) return;
    event.preventDefault();
    open(hash);
  });

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
    document.body.classList.remove("brief");
  });

  const printing = make("div", { className: "tools" });
  printing.setAttribute("role", "group");
  printing.setAttribute("aria-label", "Afdrukken of bewaren als PDF");
  for (const [text, brief] of [["Druk de samenvatting af", true], ["Druk alles af", false]]) {
    const button = make("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      document.body.classList.toggle("brief", brief);
      print();
    });
    printing.append(button);
  }
  document.querySelector("nav").append(printing);
})();
