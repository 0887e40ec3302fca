/* The page around one review: who decides, where it is kept, and the file to give back. */
(() => {
  "use strict";
  const S = reviewState;
  const $ = (id) => document.getElementById(id);
  const isInside = window.parent !== window; // shown in the page that holds the whole program
  document.documentElement.classList.toggle("inside", isInside);
  const page = JSON.parse($("data").textContent);
  const mapping = $("mapping").textContent;
  let state = S.begin();
  let handle = null; // a file that the browser may write
  let keeps = false; // whether this browser remembers, which it does only when asked
  let given = state.entries; // what the last file holds
  let timer = 0;

  const view = reviewView($("review"), page, changed);
  const isUnsaved = () => state.entries !== given;
  const tell = (words) => { $("kept").textContent = words; };
  const warn = (words) => { $("trouble").textContent = words; $("trouble").hidden = !words; };
  const clock = (at) => at.slice(11, 16);

  function changed(next) {
    state = next;
    showDone();
    tell("Nog niet bewaard");
    $("given").hidden = true;
    clearTimeout(timer);
    if (keeps) remember();
    if (handle) timer = setTimeout(writeFile, 400);
  }
  function showDone() {
    const counts = Object.values(view.counts());
    $("done").hidden = !counts.length || counts.some(({ asked, decided, unsure }) => decided + unsure < asked);
  }

  // ---- remembered in this browser: one record a list, written at once and to the disk

  const database = () => new Promise((resolve, reject) => {
    const opening = indexedDB.open("swcompetence-nakijken", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("reviews", { keyPath: "digest" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  async function inStore(mode, work) {
    const base = await database();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = base.transaction("reviews", mode, { durability: "strict" });
        let result;
        work(transaction.objectStore("reviews"), (value) => { result = value; });
        transaction.oncomplete = () => resolve(result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally { base.close(); }
  }
  const records = () => inStore("readonly", (store, give) => {
    store.getAll().onsuccess = (event) => give(event.target.result);
  });
  /* What another tab wrote since is taken along, never overwritten. */
  async function remember() {
    const { name, entries, others, added, apart } = state;
    try {
      await inStore("readwrite", (store) => {
        store.get(page.digest).onsuccess = (event) => {
          const mine = { name, entries, others, added, apart };
          const kept = event.target.result ? S.joined(mine, event.target.result) : mine;
          const at = S.moment();
          const file = S.fileOf(page, { ...state, ...kept }, at);
          store.put({ ...kept, name, digest: page.digest, title: page.title, at, file });
        };
      });
      if (isUnsaved() && state.entries === entries) tell("Onthouden, nog geen bestand");
    } catch {
      keeps = false;
      warn("Deze browser kan niets onthouden. Bewaar uw besluiten als bestand voor u de pagina sluit.");
    }
  }
  async function forget() {
    keeps = false;
    await new Promise((resolve) => {
      const gone = indexedDB.deleteDatabase("swcompetence-nakijken");
      gone.onsuccess = gone.onerror = gone.onblocked = resolve;
    });
  }

  // ---- files

  const plain = (text) => S.folded(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  const fileName = (at) => {
    const parts = ["besluiten", plain(state.name), plain(page.part ?? page.title), at.slice(0, 10), clock(at).replace(":", "u")];
    return `${parts.filter(Boolean).join("-")}.json`;
  };
  const content = (at) => `${JSON.stringify({ ...S.fileOf(page, state, at), mapping }, null, 1)}\n`;
  function isGiven() {
    state = S.given(state);
    given = state.entries;
    view.show(state);
    if (keeps) remember();
  }
  function save() {
    view.flush();
    clearTimeout(timer);
    const at = S.moment();
    if (!S.fileOf(page, state, at).decisions.length) { tell("Er is nog niets beslist om te bewaren"); return; }
    const name = fileName(at);
    download(name, content(at), "application/json");
    isGiven();
    tell(`Bewaard om ${clock(at)}`);
    $("given").textContent = `Bewaard als ${name}, meestal in de map Downloads.`
      + (isInside ? "" : " Geef dat bestand aan wie u deze pagina bezorgde.");
    $("given").hidden = false;
    $("done").hidden = true;
  }
  async function chooseFile() {
    try {
      const types = [{ description: "Besluiten", accept: { "application/json": [".json"] } }];
      handle = await showSaveFilePicker({ suggestedName: fileName(S.moment()), types });
    } catch { return; } // the person closed the window
    await writeFile();
  }
  async function writeFile() {
    const at = S.moment();
    const written = state.entries;
    try {
      const file = await handle.createWritable();
      await file.write(content(at));
      await file.close();
    } catch {
      handle = null;
      warn("Het gekozen bestand kan niet meer geschreven worden. Bewaar uw besluiten met de knop Bewaar.");
      return;
    }
    if (state.entries === written) isGiven();
    tell(`Bewaard om ${clock(at)} in ${handle.name}`);
  }
  async function readFile(file) {
    if (!file) return;
    let read = null;
    try { read = JSON.parse(await file.text()); } catch { /* told below */ }
    if (!Array.isArray(read?.decisions) || !String(read.schema).startsWith("swcompetence/decisions@")) {
      warn(`‘${file.name}’ is geen bestand met besluiten uit deze pagina. Er is niets veranderd.`);
      return;
    }
    if (read.schema !== page.schema) {
      warn(`‘${file.name}’ komt uit een nieuwere versie van deze pagina. Er is niets veranderd; vraag de nieuwe`
        + " pagina.");
      return;
    }
    takeIn(read, `‘${file.name}’`);
  }
  function takeIn(read, source) {
    const { state: next, fits, left } = S.taken(page, state, read);
    const isOther = read.digest !== page.digest;
    const part = read.part ? `${page.part ? "een ander" : "een"} deel van deze lijst (‘${read.part}’)`
      : "de hele lijst, waarvan deze pagina een deel is";
    const owner = read.programme !== page.title ? `een andere lijst (${read.programme})`
      : (read.part ?? null) === page.part ? "een andere versie van deze lijst" : part;
    const told = [
      `${source} hoort bij ${owner}.`,
      `${counted(fits, "besluit is", "besluiten zijn")} overgenomen.`,
      left ? `${counted(left, "besluit past", "besluiten passen")} hier niet (een andere fiche of tekst) en`
        + ` ${left === 1 ? "blijft" : "blijven"} enkel daar staan.` : "",
    ];
    warn(isOther || left ? told.join(" ") : "");
    state = next;
    $("name").value = state.name;
    start();
    changed(state);
    if (!isOther && !left) { given = state.entries; tell(`${counted(fits, "besluit", "besluiten")} uit ${source}`); }
  }

  // ---- the first screen

  function start() {
    $("start").hidden = true;
    for (const id of ["review", "tools"]) $(id).hidden = false;
    view.show(state, true);
    showDone();
  }
  $("begin").addEventListener("submit", (event) => {
    event.preventDefault();
    const renamed = S.rename(state, $("name").value);
    $("nameless").textContent = renamed.name ? "" : "Vul uw naam of initialen in: zo blijft duidelijk wie wat besliste.";
    $("name").setAttribute("aria-invalid", !renamed.name);
    if (!renamed.name) { $("name").focus(); return; }
    state = renamed;
    if (keeps && !$("remember").checked) inStore("readwrite", (store) => store.delete(page.digest));
    keeps = $("remember").checked;
    start();
    if (keeps) { remember(); navigator.storage?.persist?.(); }
    $("review").querySelector("article").focus({ preventScroll: true });
  });
  for (const id of ["load", "load-later"]) $(id).addEventListener("change", (event) => {
    keeps ||= $("remember").checked;
    if (id === "load" && $("name").value.trim()) state = S.rename(state, $("name").value);
    readFile(event.target.files[0]);
    event.target.value = "";
  });
  $("save").addEventListener("click", save);
  $("save-done").addEventListener("click", save);
  if (window.showSaveFilePicker) {
    $("auto").hidden = false;
    $("auto").addEventListener("click", chooseFile);
  }
  $("who").addEventListener("click", () => {
    view.flush();
    $("name").value = state.name;
    $("remember").checked = keeps;
    $("start").hidden = false;
    for (const id of ["review", "tools", "done"]) $(id).hidden = true;
    $("name").focus();
  });
  $("keys").addEventListener("click", view.help);
  $("more").addEventListener("click", (event) => { if (event.target.closest("button")) $("more").open = false; });
  document.addEventListener("click", (event) => { if (!$("more").contains(event.target)) $("more").open = false; });
  $("wipe").addEventListener("click", () => $("wipe-ask").showModal());
  $("wipe-no").addEventListener("click", () => $("wipe-ask").close());
  $("wipe-yes").addEventListener("click", async () => {
    $("wipe-ask").close();
    await forget();
    state = S.begin();
    given = state.entries;
    handle = null;
    location.reload();
  });
  $("more").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    $("more").open = false;
    $("more").firstElementChild.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || takesLetters(event.target) || event.altKey) return;
    if (document.querySelector("dialog[open]") || $("review").hidden) return;
    if (!(event.ctrlKey || event.metaKey) && !view.hasKeys()) return;
    event.preventDefault();
    save();
  });
  addEventListener("beforeunload", (event) => {
    view.flush();
    if (isUnsaved() && !keeps) event.preventDefault();
  });
  /* Another tab may have gone on with this list; what is typed here is kept before one leaves. */
  document.addEventListener("visibilitychange", async () => {
    view.flush();
    if (document.visibilityState !== "visible" || !keeps) return;
    const kept = (await records()).find((one) => one.digest === page.digest);
    if (!kept || !keeps) return;
    state = S.joined(state, kept);
    view.show(state);
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => { event.preventDefault(); readFile(event.dataTransfer.files[0]); });

  /* What the page around this one asks: the file as it would be saved now. */
  window.review = {
    file: () => { view.flush(); return content(S.moment()); },
    isEmpty: () => Object.keys(state.entries).length + state.others.length === 0,
  };

  (async () => {
    let all = [];
    try { all = await records(); } catch { $("remember").disabled = true; }
    const mine = all.find((one) => one.digest === page.digest);
    const [older] = all.filter((one) => one.digest !== page.digest && one.title === page.title)
      .sort((one, two) => two.at.localeCompare(one.at));
    if (mine) {
      const { name, entries, others, added, apart } = mine;
      state = { ...S.begin(name), entries, others, added, apart };
      keeps = true;
      start();
      const day = mine.at.slice(0, 10).split("-").reverse().join("/");
      tell(`Welkom terug, ${name}: alles van ${day} ${clock(mine.at)} staat er nog`);
    } else if (older) {
      $("older").hidden = false;
      $("older-take").addEventListener("click", () => {
        state = S.rename(state, older.name);
        keeps = true;
        takeIn(older.file, "Wat deze browser nog wist");
      });
    }
    document.documentElement.dataset.ready = "true";
  })();
})();
