/* The desk: files in, proposals, review and report out. The page keeps every file; the program in
the worker only answers, so that it may be stopped, or fail, without anything being lost. */
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const block = (name) => $(`block-${name}`).textContent;
  const TYPES = {
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", html: "text/html",
    json: "application/json", js: "text/javascript",
  };
  const USES = {
    lists: "lijst met opleidingsonderdelen", matrices: "matrix van de opleiding", editions: "eigen kader",
    reviews: "nagekeken koppelingen", boards: "hiatenrapport met notities",
  };
  const SO_FAR = "besluiten-in-dit-venster.json";
  let given = []; // {name, content, use, seen}
  let columns = {}; // what a person corrected in the only list
  let credits = null; // of the programme, where the list does not tell
  let fields = {};
  let stem = "lijst";

  // ---- the program

  let worker = null;
  let waiting = null; // {resolve, reject} of the one question
  let ready = null;
  let step = { name: "", done: 0 };
  class Stopped extends Error {}

  async function unpacked(name) {
    const bytes = Uint8Array.from(atob(block(name)), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  }
  function begin() {
    ready = new Promise((resolve, reject) => {
      (async () => {
        const source = new Blob([await unpacked("worker")], { type: TYPES.js });
        const address = URL.createObjectURL(source);
        const begun = new Worker(address);
        worker = begun;
        begun.onerror = (event) => { event.preventDefault?.(); broken(new Error(event.message ?? "")); reject(event); };
        begun.onmessage = ({ data }) => {
          if (data.kind === "ready") { URL.revokeObjectURL(address); resolve(); }
          if (data.kind === "step") showStep(data);
          if (data.kind === "answer") settle("resolve", data);
          if (data.kind === "failed") { reject(new Error(data.error)); broken(new Error(data.error)); }
        };
        begun.postMessage({ blocks: Object.fromEntries(["wasm", "standard", "site"].map((name) => [name, block(name)])) });
      })().catch(reject);
    });
    ready.then(
      () => { document.documentElement.dataset.program = "ready"; if (!waiting) say("Klaar. Kies een bestand."); },
      (error) => { if (document.documentElement.dataset.program !== "ready") cannot(error); });
  }
  function settle(how, value) {
    const asked = waiting;
    waiting = null;
    asked?.[how](value);
  }
  function broken(error) {
    if (document.documentElement.dataset.program !== "ready") return;
    again();
    settle("reject", error);
  }
  function again() {
    worker?.terminate();
    delete document.documentElement.dataset.program;
    begin();
  }
  $("stop").addEventListener("click", () => {
    const asked = waiting;
    waiting = null;
    again();
    asked?.reject(new Stopped());
  });

  function showStep({ name, total }) {
    step = { name, done: step.name === name ? step.done + 1 : Number(total !== null) };
    const bar = $("done-part");
    if (total) { bar.max = total; bar.value = step.done; } else bar.removeAttribute("value");
    $("doing").textContent = total ? `${name}: ${step.done} van ${total}` : `${name} …`;
  }
  const say = (words) => { $("doing").textContent = words; };
  const problem = (words) => { $("problem").textContent = words; $("problem").hidden = !words; };

  /* Ask one thing; null where it could not be done, which the person was told. */
  async function ask(act, files, more = {}) {
    if (waiting) return null;
    problem("");
    say(document.documentElement.dataset.program === "ready" ? "Bezig …" : "Het programma start nog even …");
    step = { name: "", done: 0 };
    busy(true);
    if (act !== "look") files = [...files, ...of("editions")];
    const question = {
      act, date: new Date().toLocaleDateString("sv"), names: files.map((file) => file.name),
      uses: files.map((file) => file.use), ...more,
    };
    try {
      const got = await new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        ready.then(
          () => waiting && worker.postMessage({ question: JSON.stringify(question), contents: files.map((file) => file.content) }),
          () => settle("reject", new Stopped()));
      });
      if (got.facts.error) { problem(got.facts.error); say(""); return null; }
      say("Klaar.");
      return { ...got.facts, files: got.facts.names.map((name, place) => ({ name, content: got.files[place] })) };
    } catch (error) {
      const kept = "Uw bestanden en besluiten staan er nog.";
      if (error instanceof Stopped) say(`Gestopt. ${kept}`);
      else {
        say("");
        problem(`Het programma is vastgelopen en begint opnieuw. ${kept} Probeer het nog eens; lukt het weer niet,`
          + ` laat dan weten wat er hieronder staat.\n${String(error.message).trim().split("\n").at(-1)}`);
      }
      return null;
    } finally { busy(false); }
  }
  function busy(is) {
    document.documentElement.toggleAttribute("data-busy", is);
    for (const id of ["stop", "done-part"]) $(id).hidden = !is;
    if (is) $("done-part").removeAttribute("value");
    $("choose").disabled = is;
    document.querySelectorAll("main button:not(#stop), main select").forEach((made) => { made.disabled = is; });
  }
  function cannot(error) {
    document.documentElement.dataset.program = "none";
    $("cannot").hidden = false;
    $("start-here").hidden = true;
    settle("reject", new Stopped());
    say("");
    if (error?.message) console.info(error.message);
  }

  // ---- screens

  const screens = [...document.querySelectorAll("#screens button")];
  function show(name) {
    for (const made of screens) {
      const isHere = made.dataset.screen === name;
      if (isHere) { made.setAttribute("aria-current", "page"); made.disabled = false; } else made.removeAttribute("aria-current");
      $(made.dataset.screen).hidden = !isHere;
    }
    scrollTo(0, 0);
    if (name !== "reviewing") return;
    $("review-frame").scrollIntoView(); // on a small screen it takes all of it
    $("review-frame").contentWindow.focus();
  }
  screens.forEach((made) => made.addEventListener("click", () => show(made.dataset.screen)));
  function focused(parent) {
    const heading = parent.querySelector("h2, h3");
    heading.tabIndex = -1;
    heading.focus();
  }

  function save({ name, content }) {
    download(name, content, TYPES[name.split(".").at(-1)]);
    say(`Bewaard als ${name}, meestal in de map Downloads.`);
  }

  // ---- what was given

  const of = (use) => given.filter((file) => file.use === use);
  async function take(files) {
    const taken = await Promise.all([...files].map(async (file) =>
      ({ name: file.name, use: "new", content: new Uint8Array(await file.arrayBuffer()) })));
    if (!taken.length) return;
    show("desk");
    const looked = await ask("look", taken);
    if (!looked) return;
    fields = looked.fields;
    const failed = [];
    looked.seen.forEach(({ name, use, error, ...seen }, place) => {
      if (error) failed.push(error);
      else given = [...given.filter((file) => file.name !== name), { name, use, content: taken[place].content, seen }];
    });
    if (of("lists").length !== 1 || looked.seen.some(({ use }) => use === "lists")) { columns = {}; credits = null; }
    const [matrix] = of("lists").filter(({ seen }) => seen.matrix);
    if (matrix && of("lists").length > 1 && !of("matrices").length) matrix.use = "matrices";
    $("outcome").replaceChildren();
    showGiven();
    problem(failed.join("\n"));
    if (!of("lists").length && of("reviews").length && !failed.length) await bringTogether();
    else focused($("files-given"));
  }
  function drop(name) {
    given = given.filter((file) => file.name !== name);
    columns = {};
    credits = null;
    $("outcome").replaceChildren();
    showGiven();
    $("choose").focus();
  }
  function showGiven() {
    const tables = [...of("lists"), ...of("matrices")];
    const lines = given.map((file) => [file, file.name, file.use]).map(([file, name, use]) => element("li", {},
      element("span", { dir: "auto" }, name),
      element("span", {}, use === "reviews" && of("lists").length ? "besluiten, om over te nemen"
        : tables.length > 1 && tables.includes(file) ? chooser(`Wat is ${name}?`, { lists: USES.lists, matrices: USES.matrices }, use,
          (chosen) => { file.use = chosen; $("outcome").replaceChildren(); showGiven(); }) : USES[use]),
      button("Neem weg", () => drop(name), { className: "quiet", ariaLabel: `Neem ${name} weg` })));
    const [list] = of("lists");
    const main = list
      ? button("Zoek koppelingen", propose, { className: "main", id: "propose" })
      : of("reviews").length ? button("Breng samen", bringTogether, { className: "main" }) : null;
    const advice = !list && !of("reviews").length
      ? "Geef er ook de lijst bij, of de nagekeken koppelingen: het rapport neemt de notities dan over." : "";
    const cards = [element("div", { className: "card" },
      element("h3", {}, "Uw bestanden"), element("ul", { className: "files" }, ...lines),
      advice ? element("p", {}, advice) : null, main ? element("div", { className: "row" }, main) : null)];
    $("files-given").replaceChildren(...(given.length ? [...cards, ...of("lists").map(reading)] : []));
  }
  const issueList = (issues) => (issues.length
    ? element("details", {}, element("summary", {}, counted(issues.length, "melding", "meldingen")),
      element("ul", {}, ...issues.map(({ message, where }) => element("li", { dir: "auto" }, where ? `${message} [${where}]` : message))))
    : null);
  const linesOf = (lines) => lines.map((line) => element("p", { dir: "auto" }, line));

  function reading(file) {
    const { seen } = file;
    const isOnly = of("lists").length === 1;
    const facts = Object.entries(seen.facts).map(([name, fact]) => `${name}: ${fact}`).join(" · ");
    const changed = Object.keys(columns).length > 0;
    const table = element("table", {},
      element("thead", {}, element("tr", {},
        ...["Kolom", "Kop", "Gevuld", "Hoe", "Wat erin staat"].map((word) => element("th", { scope: "col" }, word)))),
      element("tbody", {}, ...seen.columns.map((column) => element("tr", {},
        ...[column.letter, column.header || "(leeg)", column.filled, column.how].map((word) => element("td", { dir: "auto" }, String(word))),
        element("td", {}, isOnly ? chooser(`Wat staat er in kolom ${column.name}?`, fields, column.field,
          (field) => { columns = { ...columns, [column.name]: field }; }) : fields[column.field])))));
    return element("div", { className: "card" },
      element("h3", { dir: "auto" }, `Wat gelezen wordt van ${file.name}`),
      ...linesOf(seen.lines), facts ? element("p", { dir: "auto" }, facts) : null,
      isOnly && seen.courses && !seen.facts.Omvang ? sizeAsked() : null, issueList(seen.issues),
      element("details", { open: changed || !seen.courses },
        element("summary", {}, "Kolommen: klopt er een niet, kies dan wat erin staat"),
        element("div", { className: "scroll" }, table),
        isOnly
          ? element("div", { className: "row" },
            button("Lees opnieuw met deze kolommen", () => lookAgain(file), { id: "again" }),
            changed ? button("Neem weer wat herkend was", () => { columns = {}; lookAgain(file); }) : null)
          : element("p", {}, "Kolommen verbeteren kan met één lijst tegelijk.")));
  }
  function chooser(label, words, chosen, act) {
    const choice = element("select", { ariaLabel: label },
      ...Object.entries(words).map(([value, word]) => element("option", { value }, word)));
    choice.value = chosen;
    choice.addEventListener("change", () => act(choice.value));
    return choice;
  }
  function sizeAsked() {
    const input = element("input", { type: "number", min: 1, max: 600, value: credits ?? "" });
    input.addEventListener("change", () => { credits = input.reportValidity() ? input.valueAsNumber || null : null; });
    return element("label", { className: "row" }, "Hoeveel studiepunten telt de opleiding? De lijst zegt het niet.", input);
  }
  async function lookAgain(file) {
    const looked = await ask("look", [{ ...file, use: "new" }], { columns });
    if (!looked) return;
    const { error, use, ...seen } = looked.seen[0];
    if (error) problem(error);
    else given = given.map((one) => (one.name === file.name ? { ...one, seen } : one));
    $("outcome").replaceChildren();
    showGiven();
    $("again").focus();
  }

  // ---- proposals and decisions

  const inFrame = () => $("review-frame").contentWindow?.review;
  const decisions = () => ({ name: `${stem}-koppelingen.json`, use: "reviews", content: new TextEncoder().encode(inFrame().file()) });
  /* What was decided in this window goes along, so that nothing is lost by starting anew. */
  function withDecisions() {
    if (!inFrame() || inFrame().isEmpty()) return;
    const file = { ...decisions(), name: SO_FAR };
    given = [...given.filter((one) => one.name !== SO_FAR), file];
    showGiven();
  }
  const stemOf = (name) => name.replace(/\.[^.]*$/, "").replace(/-(samengevoegd|koppelingen)$/, "");

  async function propose() {
    withDecisions();
    const lists = of("lists");
    const told = await ask("propose", [...lists, ...of("matrices"), ...of("reviews")], { columns, credits });
    if (!told) return;
    stem = stemOf(lists[0].name);
    outcome("De voorstellen", told);
  }
  async function bringTogether() {
    withDecisions();
    const reviews = of("reviews");
    const told = await ask("review", reviews);
    if (!told) return;
    stem = stemOf(reviews[0].name);
    outcome("De besluiten samen", told);
  }
  async function outcome(title, told) {
    const [page] = told.files;
    const frame = $("review-frame");
    const isThere = new Promise((resolve) => { frame.addEventListener("load", resolve, { once: true }); });
    frame.srcdoc = new TextDecoder().decode(page.content);
    await isThere;
    const actions = [
      button("Kijk hier na", () => show("reviewing"), { className: "main" }),
      button("Maak het rapport", makeReport),
      button("Bewaar als werkboek (.xlsx)", makeBook),
      button("Bewaar nakijken.html", () => save(page)),
    ];
    const card = element("div", { className: "card" }, element("h3", {}, title), ...linesOf(told.lines),
      issueList(told.issues), differing(told.differing ?? []), element("div", { className: "row" }, ...actions),
      element("p", { className: "small" }, "Kijken anderen na? Geef hun het werkboek of nakijken.html, en sleep wat terugkomt weer naar dit venster."));
    $("outcome").replaceChildren(card);
    for (const made of screens) if (made.dataset.screen === "reviewing") made.disabled = false;
    focused(card);
  }
  function differing(links) {
    if (!links.length) return null;
    const rows = links.map(({ course, item, said }) => element("tr", {},
      element("th", { scope: "row", dir: "auto" }, course), element("td", { dir: "auto" }, item),
      element("td", { className: "note", dir: "auto" }, ...said.map(({ reviewer, verdict, note }) =>
        element("p", {}, element("strong", {}, `${reviewer}: ${verdict}`), note ? ` – ${note}` : "")))));
    return element("div", {},
      element("h3", {}, "Hierover verschillen de lesgevers"),
      element("p", {}, "Kies ‘Definitief, na overleg’ bij het nakijken om er een te laten gelden."),
      element("div", { className: "scroll" }, element("table", {},
        element("thead", {}, element("tr", {},
          ...["Opleidingsonderdeel", "Kaderitem", "Wie zegt wat"].map((word) => element("th", { scope: "col" }, word)))),
        element("tbody", {}, ...rows))));
  }
  async function makeBook() {
    const told = await ask("write", [decisions()]);
    if (told) told.files.forEach(save);
  }
  async function makeReport() {
    const told = await ask("report", [decisions(), ...of("boards")]);
    if (!told) return;
    const frames = told.files.filter(({ name }) => name.endsWith(".html")).map(({ name, content }) => {
      const frame = element("iframe", { title: `Hiatenrapport ${name}` });
      frame.setAttribute("sandbox", "allow-scripts allow-modals allow-popups allow-popups-to-escape-sandbox");
      frame.srcdoc = new TextDecoder().decode(content);
      return frame;
    });
    const names = { xlsx: "Bewaar werkboek (.xlsx)", html: "Bewaar webpagina (.html)", json: "Bewaar JSON" };
    const saves = told.files.map((file) => {
      const label = names[file.name.split(".").at(-1)];
      return button(frames.length > 1 ? `${label} – ${file.name}` : label, () => save(file));
    });
    $("reporting").replaceChildren(element("h2", {}, "Het rapport"), ...linesOf(told.lines),
      issueList(told.issues) ?? "", element("div", { className: "row" }, ...saves), ...frames);
    show("reporting");
    focused($("reporting"));
  }
  $("report").addEventListener("click", makeReport);
  $("book").addEventListener("click", makeBook);
  $("source").addEventListener("click", async () => save({ name: "pyodide-gewijzigd.js", content: await unpacked("worker") }));

  // ---- files come in

  $("choose").addEventListener("change", (event) => { take(event.target.files); event.target.value = ""; });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop" && !waiting) take(event.dataTransfer.files);
  });
  addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });

  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") cannot();
  else {
    say("Het programma start. Dat duurt ongeveer tien seconden; u kunt al een bestand kiezen.");
    begin();
  }
})();
