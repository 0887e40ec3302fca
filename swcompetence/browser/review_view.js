/* What shows one review in an element of a page and takes decisions, by mouse and by keys alone.

`reviewView(root, page, onChange)` builds it once and then only shows; it keeps no decisions itself
but hands every new state to `onChange`. Every text is set as text, never as markup. */
const reviewView = (root, page, onChange) => {
  "use strict";
  const S = reviewState;
  const { words } = page;
  let state = S.begin();
  let rows = [];
  let current = null;
  let last = null; // key of what was just decided, while the page shows the next one
  let whole = null; // item of which the whole definition is shown
  let withHints = false;
  let hasKeys = true;
  const MARKS = { strong: "sterke aanwijzing", weak: "zwakke aanwijzing", tie: "wijst op OCMW of lokaal bestuur" };
  const BLIND_MARKS = { strong: "woorden van het item" };

  // ---- the parts, built once

  const part = (name, tag = "div", ...children) => element(tag, { className: `review-${name}` }, ...children);
  const live = element("p", { className: "unseen said", role: "status" });
  const counts = part("progress", "nav");
  counts.setAttribute("aria-label", "Voortgang per kader");
  const head = part("head", "section");
  head.setAttribute("aria-label", "Voorstel");
  const text = part("text", "article");
  text.tabIndex = 0;
  text.setAttribute("aria-label", "Tekst van de fiche");
  const verdicts = part("verdicts");
  verdicts.setAttribute("role", "group");
  verdicts.setAttribute("aria-label", words.column.verdict);
  const extras = part("extras", "section");
  extras.setAttribute("aria-label", "Bij dit besluit");
  const say = (message) => { live.textContent = message; };

  const verdictButtons = Object.entries(words.verdicts).map(([verdict, word]) =>
    button(word, () => decide(verdict), { key: words.keys[verdict], data: { verdict } }));
  verdicts.append(...verdictButtons);

  /* Buttons of which one, or none, is pressed. */
  function choice(field, label, options, key = "") {
    const buttons = options.map(([value, word]) => {
      const made = button(word, () => pick(field, value));
      made.choice = value;
      return made;
    });
    const named = element("span", { className: "label" }, label, key ? keycap(key) : null);
    const facts = { className: "choice", role: "group", aria: { label }, data: { field } };
    const group = element("div", facts, named, ...buttons);
    group.show = (value) => buttons.forEach((made) => made.setAttribute("aria-pressed", made.choice === value));
    return group;
  }
  const yesNo = (first, second) => [[first, words.yes], [second, words.no]];
  const tie = choice("tie", words.column.tie, yesNo("explicit", "general"), "c");
  const level = choice("level", words.column.level, Object.entries(words.levels));
  const assessed = choice("assessed", words.column.assessed, yesNo(true, false), "g");
  const final = choice("final", `${words.column.final}, na overleg`, [[true, words.yes]], "d");
  const note = element("textarea", { id: "review-note", rows: 2, maxLength: 4000 });
  note.setAttribute("aria-keyshortcuts", "o");
  let typing = 0;
  note.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(flushNote, 500); });
  note.addEventListener("change", () => flushNote());
  const also = element("fieldset", { className: "also" });
  const steps = element("div", { className: "steps" },
    button("← Vorige", () => step(-1), { title: "Pijl naar links" }),
    button("Volgende →", () => step(1), { title: "Pijl naar rechts" }),
    button("Ongedaan maken", undo, { title: "u" }),
    button("Maak leeg", clear, { title: "Delete" }));
  extras.append(tie, level, assessed, final,
    element("label", { htmlFor: "review-note", className: "label" }, words.column.note, keycap("o")),
    note, also, steps);

  // ---- showing

  const shown = () => (current?.item ? S.shownOf(state, current) : S.EMPTY);
  const course = () => page.courses[current.course];
  const item = () => page.items[current.item];
  const dutch = (number) => String(number).replace(".", ",");

  function render() {
    rows = S.rowsOf(page, state, withHints);
    if (current?.item) current = rows.find((row) => row.key === current.key) ?? current;
    if (!current) current = rows.find((row) => !S.isSettled(state, row)) ?? rows[0] ?? { course: 0 };
    renderCounts();
    renderHead();
    renderDecision();
  }

  function renderCounts() {
    const found = S.progress(rows, state);
    const parts = page.frameworks.filter(({ id }) => found[id]).map(({ id, title }) => {
      const { asked, decided, unsure } = found[id];
      const doubt = unsure ? `, ${unsure} twijfel` : "";
      const isHere = current.item && S.frameworkOf(current.item) === id;
      const bar = element("progress", { max: asked, value: decided, aria: { hidden: "true" } });
      const among = rows.filter((row) => S.frameworkOf(row.item) === id);
      const made = button("", () => go(firstOpen(among) ?? among[0]), { title });
      const count = element("span", {}, `${decided} van ${asked}${doubt}`);
      made.append(element("span", { className: "name" }, title), bar, count);
      if (isHere) made.setAttribute("aria-current", "true");
      return made;
    });
    const rest = [
      button("Overzicht", openList, { key: "l" }),
      button("Voeg koppeling toe", openAdd, { key: "+" }),
    ];
    const focused = [...counts.children].indexOf(document.activeElement);
    counts.replaceChildren(...parts, ...rest);
    counts.children[focused]?.focus();
  }

  function renderHead() {
    if (!current.item) {
      head.replaceChildren(element("h2", {}, "Geen voorstel bij dit opleidingsonderdeel"),
        element("p", {}, "Komt er iets uit de kaders aan bod, voeg dan zelf een koppeling toe."),
        button("Voeg koppeling toe", openAdd, { className: "main" }));
      return;
    }
    const framework = S.frameworkOf(current.item);
    const title = page.frameworks.find(({ id }) => id === framework)?.title ?? framework;
    const line = (className, ...children) => element("p", { className, dir: "auto" }, ...children);
    const facts = [...current.estimate, current.confidence].filter(Boolean);
    const asked = rows.filter((row) => !row.hint).length;
    const place = rows.findIndex((row) => row.key === current.key) + 1;
    const definition = line(whole === current.item ? "definition" : "definition folded", item().definition);
    head.replaceChildren(...[
      element("p", { className: "from" }, element("span", {}, [title, item().group].filter(Boolean).join(" › ")),
        element("span", {}, current.hint ? "aanwijzing" : place ? `${place} van ${asked}` : "")),
      element("h2", { dir: "auto" }, item().label),
      item().definition ? definition : null,
      facts.length ? element("p", { className: "estimate" }, `De software denkt: ${facts.join(" · ")}`) : null,
      ...current.matrix.map((said) => line("estimate", said)),
      current.status
        ? line("standing", element("strong", {}, current.status), current.changed && ` – ${current.changed}`) : null,
      current.shared > 1
        ? line("estimate", `Een gemarkeerde zin staat woord voor woord in ${current.shared} fiches.`) : null,
      current.isAdded ? element("p", { className: "estimate" }, "Zelf toegevoegd.") : null,
      current.hint ? element("p", { className: "estimate" }, "Zwakke aanwijzing: nakijken hoeft niet.") : null,
    ].filter(Boolean));
    if (definition.scrollHeight <= definition.clientHeight + 1) return;
    definition.after(button("Lees de hele omschrijving", () => { whole = current.item; renderHead(); }, { className: "quiet" }));
  }

  function renderDecision() {
    const entry = shown();
    const isOpen = Boolean(current.item);
    verdicts.hidden = extras.hidden = !isOpen;
    verdictButtons.forEach((made) => made.setAttribute("aria-pressed", entry.verdict === made.dataset.verdict));
    tie.hidden = !current.tied;
    final.hidden = !(current.settles || entry.final);
    for (const group of [tie, level, assessed, final]) group.show(entry[group.dataset.field] ?? null);
    if (note !== document.activeElement || note.dataset.key !== current.key) note.value = entry.note ?? "";
    note.dataset.key = current.key ?? "";
    const said = isOpen && !page.blind ? [current.earlier, ...S.othersOf(state, current)].filter(Boolean) : [];
    const earlier = said.map(({ reviewer, verdict, note: remark }) =>
      `${reviewer || "zonder naam"}: ${words.verdicts[verdict]}${remark ? ` – ${remark}` : ""}`);
    extras.querySelector(".earlier")?.remove();
    const told = element("p", { className: "earlier", dir: "auto" }, `Eerder beslist: ${earlier.join("; ")}`);
    if (earlier.length) extras.prepend(told);
    also.hidden = !current.also?.length;
    also.replaceChildren(element("legend", {}, "Varianten met dezelfde tekst krijgen dit besluit mee:"),
      ...(current.also ?? []).map((variant) => {
        const { code, title } = page.courses[variant.course];
        const box = element("input", { type: "checkbox", checked: true });
        box.addEventListener("change", () => {
          set(S.setApart(state, current, variant.key));
          say(`${code} krijgt een eigen besluit.`);
        });
        return element("label", {}, box, ` ${code} ${title}`);
      }));
  }

  function renderText() {
    const { code, title, credits, phase, sheet, url, fields } = course();
    const marks = current.marks ?? [];
    const size = credits === null ? "" : `${dutch(credits)} ${credits === 1 ? "studiepunt" : "studiepunten"}`;
    const about = [code, size, phase && `fase ${phase}`, sheet && `blad ${sheet}`];
    const mark = (kind, words_) => element("mark", { className: kind }, words_);
    const marked = (place) => {
      const here = marks.filter((one) => one[0] === place).map((one) => one.slice(1));
      return S.pieces(fields[place][2], here).map((piece) =>
        piece.kinds.length ? mark(piece.kinds.join(" "), piece.text) : piece.text);
    };
    const kinds = new Set(marks.map((one) => one[3]));
    const legend = Object.entries(page.blind ? BLIND_MARKS : MARKS).filter(([kind]) => kinds.has(kind))
      .map(([kind, meaning]) => element("span", {}, mark(kind, "woord"), ` ${meaning}`));
    const next = button("Volgende", nextMark, { key: "m", className: "quiet", title: "Volgende markering" });
    const hasText = fields.slice(1).some((field) => field[2]);
    text.replaceChildren(...[
      element("header", {},
        element("h2", { dir: "auto" }, ...marked(0)),
        element("p", { className: "about" }, about.filter(Boolean).join(" · "), url ? " · " : "",
          url ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Open de fiche") : null),
        legend.length ? element("p", { className: "legend" }, ...legend, next) : null),
      ...fields.flatMap(([name, cell, words_], place) => place === 0 || !words_ ? [] : [
        element("h3", {}, name, cell ? element("span", { className: "cell" }, ` cel ${cell}`) : null),
        element("p", { className: "words", dir: "auto" }, ...marked(place))]),
      hasText ? null
        : element("p", { className: "about" }, "De lijst geeft enkel de titel van dit opleidingsonderdeel."),
    ].filter(Boolean));
    text.scrollTop = extras.scrollTop = 0;
    const first = text.querySelector("h2 .strong, .words .strong") ?? text.querySelector("h2 mark, .words mark");
    const isHidden = first && text.scrollHeight > text.clientHeight && first.offsetTop > text.clientHeight - 40;
    if (isHidden) text.scrollTop = first.offsetTop - text.clientHeight / 2;
  }
  function nextMark() {
    const all = [...text.querySelectorAll("h2 mark, .words mark")];
    const next = all[(all.findIndex((mark) => mark.classList.contains("here")) + 1) % all.length];
    all.forEach((mark) => mark.classList.toggle("here", mark === next));
    next?.scrollIntoView({ block: "center" });
    if (next) say(next.textContent);
  }

  // ---- deciding

  function set(next) {
    state = next;
    render();
    onChange(state);
  }
  function firstOpen(among, after = -1) {
    const isOpen = (row) => !row.hint && !S.isSettled(state, row);
    return among.find((row, place) => place > after && isOpen(row)) ?? among.find(isOpen);
  }
  function update(patch, message) {
    if (!current.item) return;
    set(S.change(state, current, patch, S.moment()));
    if (message) say(message);
  }
  function pick(field, value) {
    const next = shown()[field] === value ? null : value;
    const yesOrNo = { explicit: words.yes, general: words.no, true: words.yes, false: words.no };
    const where = shown().verdict ? ` bij ‘${item().label}’.` : ` bij ‘${item().label}’, nog zonder besluit.`;
    update({ [field]: next }, `${words.column[field]}: ${yesOrNo[next] ?? words.levels[next] ?? "leeg"}${where}`);
  }
  function decide(verdict) {
    if (!current.item) return;
    const wasOpen = !S.isSettled(state, current);
    const about = `${words.verdicts[verdict]}: ${item().label} bij ${course().title}.`;
    const place = rows.findIndex((row) => row.key === current.key);
    flushNote();
    set(S.change(state, current, { verdict }, S.moment()));
    const warning = contradiction();
    const next = wasOpen && !warning ? firstOpen(rows, place) : null;
    const decided = current.key;
    if (next) { go(next, about); last = decided; } else {
      say(`${about} ${warning || (firstOpen(rows) ? "" : "Alles is beslist. Bewaar nu uw besluiten.")}`);
    }
  }
  /* What stands beside a decision comes after it, when the next proposal is already there: it goes to the
  decision that was just taken, which comes back into view. */
  const isDecided = () => Boolean(current.item) && S.isSettled(state, current);
  const comeBack = () => { if (last && !isDecided()) go(rows.find((row) => row.key === last)); };
  function detail(group, field, following) {
    comeBack();
    if (!isDecided()) say("Kies eerst een besluit; dit hoort daarbij.");
    else if (group.hidden) say(`${words.column[field]} hoort niet bij dit item.`);
    else pick(field, following(shown()[field] ?? null));
  }
  /* Nothing of a framework fits, and something of it does: one of the two is wrong. */
  function contradiction() {
    const framework = S.frameworkOf(current.item);
    const accepted = S.rowsOf(page, state, true).filter((row) =>
      row.course === current.course && S.frameworkOf(row.item) === framework
      && ["accept", "touched"].includes(S.shownOf(state, row).verdict));
    const isNothing = (row) => row.item === `${framework}:${page.nothing}`;
    const clash = accepted.some(isNothing) && accepted.some((row) => !isNothing(row));
    const message = "Let op: u zegt dat niets uit dit kader past en dat er wel iets past. Verander een van de twee.";
    verdicts.querySelector(".clash")?.remove();
    if (clash) verdicts.append(element("p", { className: "clash" }, message));
    return clash ? message : "";
  }
  function clear() {
    if (!current.item) return;
    set(S.clear(state, current, S.moment()));
    say("Het besluit is leeggemaakt.");
  }
  function undo() {
    const [next, key] = S.undo(state, S.moment());
    if (!key) return say("Er is niets om ongedaan te maken.");
    state = next;
    last = null;
    rows = S.rowsOf(page, state, withHints);
    current = rows.find((row) => row.key === key) ?? current;
    set(state);
    renderText();
    return say(`Ongedaan gemaakt bij ${item()?.label ?? course().title}.`);
  }
  function go(row, message = "") {
    if (!row) return;
    flushNote();
    current = row;
    last = null;
    verdicts.querySelector(".clash")?.remove();
    render();
    renderText();
    scrollTo(0, 0);
    say(`${message} ${current.item ? `${item().label} bij ${course().title}` : course().title}`.trim());
  }
  function step(by) {
    const place = rows.findIndex((row) => row.key === current.key);
    const next = rows[place + by];
    if (next) go(next);
    else say(by > 0 ? "Dit is het laatste voorstel." : "Dit is het eerste voorstel.");
  }
  function flushNote() {
    const isHere = current?.item && note.dataset.key === current.key;
    if (isHere && note.value !== (shown().note ?? "")) update({ note: note.value });
  }

  // ---- overview, adding, help

  const dialog = (title, ...children) => {
    const close = button("Sluit", () => made.close(), { className: "quiet" });
    const heading = element("h2", { id: `dialog-${title.toLowerCase().replace(/\W+/g, "-")}` }, title);
    const header = element("header", {}, heading, close);
    const made = element("dialog", { aria: { labelledby: heading.id } }, header, ...children);
    made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
    /* Arrows go from what is typed through what was found; Enter takes the first of it. */
    made.addEventListener("keydown", (event) => {
      const stops = [...made.querySelectorAll("input[type=text], .list button")];
      const place = stops.indexOf(event.target);
      const isTyped = place === 0 && event.key === "Enter" && event.target.value.trim();
      const stop = place < 0 ? null : stops[place + (isTyped ? 1 : { ArrowDown: 1, ArrowUp: -1 }[event.key])];
      if (!stop) return;
      event.preventDefault();
      if (isTyped) stop.click();
      else stop.focus();
    });
    return made;
  };
  const filter = (id, label) => {
    const input = element("input", { type: "text", id, autocomplete: "off" });
    return [element("label", { htmlFor: id }, label), input];
  };

  /* Every word that was typed has to stand somewhere. */
  const finder = (typed) => {
    const asked = S.folded(typed).split(/\s+/).filter(Boolean);
    return (...parts) => {
      const all = S.folded(parts.join(" "));
      return asked.every((word) => all.includes(word));
    };
  };
  const named = ({ code, title }) => `${code} ${title}`;

  const [listLabel, listInput] = filter("review-find", "Zoek een opleidingsonderdeel of item");
  const hints = element("input", { type: "checkbox", id: "review-hints" });
  const list = element("div", { className: "list" });
  const withHintsLabel = element("label", { className: "check" }, hints, " Toon ook zwakke aanwijzingen");
  const listDialog = dialog("Overzicht", listLabel, listInput, withHintsLabel, list);
  listInput.addEventListener("input", renderList);
  hints.addEventListener("change", () => { withHints = hints.checked; render(); renderList(); });
  function openList() {
    renderList();
    listDialog.showModal();
    listInput.select();
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }
  function renderList() {
    const isFound = finder(listInput.value);
    const line = (row) => {
      const { verdict } = S.shownOf(state, row);
      const sign = words.verdicts[verdict] ?? (row.hint ? "aanwijzing" : "open");
      const made = button("", () => { listDialog.close(); go(row); });
      made.append(
        element("span", { className: `sign ${verdict ?? "open"}` }, sign),
        element("span", { dir: "auto" }, named(page.courses[row.course])),
        element("span", { className: "item", dir: "auto" }, page.items[row.item].label));
      if (row.key === current.key) made.setAttribute("aria-current", "true");
      return element("li", {}, made);
    };
    const groups = page.frameworks.flatMap(({ id, title }) => {
      const isHere = (row) => S.frameworkOf(row.item) === id
        && isFound(named(page.courses[row.course]), page.items[row.item].label);
      const lines = rows.filter(isHere).map(line);
      return lines.length ? [element("h3", {}, title), element("ul", {}, ...lines)] : [];
    });
    const asked = new Set(rows.flatMap((row) => [row.course, ...row.also.map((variant) => variant.course)]));
    const bare = [...page.courses.keys()].filter((place) => !asked.has(place) && isFound(named(page.courses[place])));
    const links = bare.map((place) =>
      element("li", {}, button(named(page.courses[place]), () => { listDialog.close(); go({ course: place }); })));
    list.replaceChildren(...groups);
    if (links.length) list.append(element("h3", {}, "Zonder voorstel"), element("ul", {}, ...links));
    if (!list.children.length) list.append(element("p", {}, "Niets gevonden."));
  }

  const [addLabel, addInput] = filter("review-add", "Zoek een item op naam of omschrijving");
  const addFor = element("p", {});
  const found = element("div", { className: "list" });
  const addDialog = dialog("Voeg een koppeling toe", addFor, addLabel, addInput, found);
  addInput.addEventListener("input", renderAdd);
  function openAdd() {
    addInput.value = "";
    addFor.textContent = `Wat komt aan bod in ‘${course().title}’?`
      + " Het telt als akkoord; u kunt dat daarna nog veranderen.";
    addInput.hidden = addLabel.hidden = false;
    renderAdd();
    addDialog.showModal();
    addInput.focus();
  }
  function renderAdd() {
    const isFound = finder(addInput.value);
    const entries = Object.entries(page.items).filter(([, one]) => isFound(one.label, one.group, one.definition));
    found.replaceChildren(...page.frameworks.flatMap(({ id, title }) => {
      const lines = entries.filter(([ref]) => S.frameworkOf(ref) === id).map(([ref, one]) => {
        const made = button("", () => (S.isTied(page, ref) ? askTie(ref) : addLink(ref)));
        made.append(element("strong", {}, one.label), element("span", { className: "item" }, one.definition));
        return element("li", {}, made);
      });
      return lines.length ? [element("h3", {}, title), element("ul", {}, ...lines)] : [];
    }));
    if (!found.children.length) found.append(element("p", {}, "Geen item met deze woorden."));
  }
  /* Of a proposal the text tells whether it stands in context; of what a person adds only the person can. */
  function askTie(ref) {
    const answers = [["explicit", words.yes], ["general", words.no], [null, "dat zegt de fiche niet duidelijk"]];
    addFor.textContent = `${page.items[ref].label}: legt de fiche het verband met OCMW of lokaal bestuur?`;
    addInput.hidden = addLabel.hidden = true;
    found.replaceChildren(element("ul", {}, ...answers.map(([value, word]) =>
      element("li", {}, button(word, () => addLink(ref, { tie: value }))))));
    found.querySelector("button").focus();
  }
  function addLink(ref, sides) {
    addDialog.close();
    flushNote();
    const [next, key] = S.add(page, state, current.course, ref, S.moment(), sides);
    const row = S.rowsOf(page, next, true).find((one) => one.key === key);
    const was = current;
    if (row.hint && !S.isSettled(next, row)) withHints = hints.checked = true;
    current = row;
    last = null;
    set(next);
    const warning = contradiction();
    const isBack = row.isAdded && was.item && !warning; // to where the person was
    if (isBack) { current = was; render(); } else renderText();
    say(warning || (row.isAdded ? `Toegevoegd: ${page.items[ref].label}.` : `${item().label} stond er al: beslis hier.`));
  }

  const withKeys = element("input", { type: "checkbox", checked: true });
  withKeys.addEventListener("change", () => { hasKeys = withKeys.checked; });
  const shortcuts = [
    ...Object.entries(words.verdicts).map(([verdict, word]) => [words.keys[verdict], word]),
    ["c", `${words.column.tie}: ja, nee, leeg`], [Object.keys(words.levels).join(" "), words.column.level],
    ["g", `${words.column.assessed}: ja, nee, leeg`], ["d", words.column.final],
    ["o", words.column.note], ["Esc", "uit de opmerking"],
    ["← →", "vorige, volgende"], ["u", "ongedaan maken"], ["Delete", "maak leeg"], ["m", "volgende markering"],
    ["l", "overzicht"], ["+", "voeg een koppeling toe"], ["s", "bewaar"], ["h", "deze lijst"],
  ];
  const helpDialog = dialog("Toetsen",
    element("dl", {}, ...shortcuts.flatMap(([key, meaning]) =>
      [element("dt", {}, element("kbd", {}, key)), element("dd", {}, meaning)])),
    element("p", {}, "De toetsen c, I, V, B, g, d en o horen bij een besluit. Drukt u er vlak na een besluit op, dan komt"
      + " dat weer in beeld; met → gaat u verder."),
    element("label", { className: "check" }, withKeys,
      " Letters werken als toets (zet dit uit als u met spraak of een schermlezer werkt)"));
  const openHelp = () => helpDialog.showModal();

  // ---- keys

  const turns = (values) => (now) => values[values.indexOf(now) + 1] ?? now;
  const acts = {
    c: () => detail(tie, "tie", turns([null, "explicit", "general"])),
    g: () => detail(assessed, "assessed", turns([null, true, false])),
    d: () => detail(final, "final", () => true),
    o: () => { comeBack(); note.focus(); }, u: undo, m: nextMark, l: openList, "+": openAdd, h: openHelp,
    delete: clear, backspace: clear, arrowleft: () => step(-1), arrowright: () => step(1),
    ...Object.fromEntries(Object.entries(words.keys).map(([verdict, key]) => [key, () => decide(verdict)])),
    ...Object.fromEntries(Object.keys(words.levels).map((letter) =>
      [letter.toLowerCase(), () => detail(level, "level", () => letter)])),
  };
  function press(event) {
    const isTyping = takesLetters(event.target);
    if (event.key === "Escape" && event.target === note) note.blur();
    if (root.hidden || document.querySelector("dialog[open]") || event.altKey || isTyping) return;
    const key = event.key.toLowerCase();
    const isUndo = (event.ctrlKey || event.metaKey) && key === "z";
    if (!isUndo && (event.ctrlKey || event.metaKey)) return;
    const isLetter = key.length === 1;
    const act = isUndo ? undo : isLetter && !hasKeys ? null : acts[key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  document.addEventListener("keydown", press);

  root.replaceChildren(counts, head, text, verdicts, extras, live, listDialog, addDialog, helpDialog);
  return {
    say,
    flush: flushNote,
    hasKeys: () => hasKeys,
    help: openHelp,
    /* Show a state that comes from elsewhere: a file, the browser, a new name. */
    show(next, isNew = false) {
      state = next;
      if (isNew) current = null;
      render();
      renderText();
    },
    counts: () => S.progress(S.rowsOf(page, state, false), state),
  };
};
