/* The state of a review: plain values and pure functions, without a page.

`page` is what Python filled in: courses, items, rows and words. A state holds one entry a link,
by its key (course and item); an entry keeps what was decided, when, and what went out in a file.
Nothing is ever only taken away: what is emptied stays as an entry, so that a copy elsewhere cannot
bring it back. */
const reviewState = (() => {
  "use strict";
  const EMPTY = { verdict: null, tie: null, level: null, assessed: null, note: "", final: false };
  const SIDES = Object.keys(EMPTY).slice(1);
  const MOST_UNDONE = 200;

  const keyOf = (course, item) => `${course}\u001f${item}`;
  const frameworkOf = (item) => item.slice(0, item.indexOf(":"));
  const isTied = (page, item) => frameworkOf(item) === page.tied && item !== `${page.tied}:${page.nothing}`;
  const nameKey = (name) => (name ?? "").trim().replace(/\s+/g, " ").toLowerCase();
  const same = (one, other) => Object.keys(EMPTY).every((key) => one[key] === other[key]);
  const hasSides = (entry) => SIDES.some((key) => entry[key] !== EMPTY[key]);
  /* A half of a surrogate pair would make the whole file unreadable. */
  const whole = (text) => text.replace(/[\ud800-\udfff]/gu, "\ufffd");
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* Local time with its offset: the day on which a lecturer decided is the day of the calendar. */
  function moment(now = new Date()) {
    const minutes = -now.getTimezoneOffset();
    const local = new Date(now.getTime() + minutes * 60000).toISOString().slice(0, 19);
    const pad = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
    const rest = String(now.getMilliseconds()).padStart(3, "0");
    return `${local}.${rest}${minutes < 0 ? "-" : "+"}${pad(minutes / 60)}:${pad(minutes % 60)}`;
  }

  const begin = (name = "") => ({ name, entries: {}, others: [], added: [], apart: [], past: [] });

  /* The rows to go through: what is asked, what was added beside it in its framework, then hints. */
  function rowsOf(page, state, withHints) {
    const rows = page.rows.flatMap((row) => {
      const course = page.courses[row.course];
      const own = { ...row, key: keyOf(course.id, row.item), also: [] };
      const apart = [];
      for (const variant of row.also) {
        const key = keyOf(page.courses[variant].id, row.item);
        if (state.apart.includes(key)) apart.push({ ...row, course: variant, key, also: [] });
        else own.also.push({ course: variant, key });
      }
      return [own, ...apart];
    });
    const known = new Set(rows.flatMap((row) => [row.key, ...row.also.map((one) => one.key)]));
    const added = state.added.filter((key) => !known.has(key)).map((key) => {
      const [course, item] = key.split("\u001f");
      return {
        course: page.courses.findIndex((one) => one.id === course), item, key, also: [], marks: [],
        tied: isTied(page, item), isAdded: true,
        hint: false, status: "", changed: "", estimate: [], confidence: "", matrix: [], shared: 1,
        settles: false, earlier: null,
      };
    });
    const isAsked = (row) => !row.hint || isSettled(state, row);
    if (page.blind) return [...rows, ...added];
    const asked = [...rows.filter(isAsked), ...added];
    const ordered = page.frameworks.flatMap(({ id }) => asked.filter((row) => frameworkOf(row.item) === id));
    return [...ordered, ...(withHints ? rows.filter((row) => !isAsked(row)) : [])];
  }

  /* What stands on a row: the person's own entry, else an earlier decision of somebody. */
  const entryOf = (state, row) => state.entries[row.key] ?? null;
  const othersOf = (state, row) =>
    state.others.filter((one) => keyOf(one.course, one.item) === row.key && !one.withdrawn);
  function shownOf(state, row) {
    const entry = entryOf(state, row);
    if (entry && (entry.verdict || entry.withdrawn || hasSides(entry))) return entry;
    return { ...EMPTY, ...(row.earlier ?? othersOf(state, row)[0] ?? {}) };
  }
  const isSettled = (state, row) => Boolean(shownOf(state, row).verdict);

  function progress(rows, state) {
    const counted = {};
    for (const row of rows) {
      const { verdict } = shownOf(state, row);
      if (row.hint && !verdict) continue;
      const count = (counted[frameworkOf(row.item)] ??= { asked: 0, decided: 0, unsure: 0 });
      count.asked += 1;
      if (verdict === "unsure") count.unsure += 1;
      else if (verdict) count.decided += 1;
    }
    return counted;
  }

  const keysOf = (row) => [row.key, ...row.also.map((one) => one.key)];
  /* Letters of one remark are undone together. */
  function remember(state, key, what) {
    const { entries, added, apart, past } = state;
    const last = past.at(-1);
    if (what === "note" && last?.what === what && last.key === key) return past;
    return [...past, { entries, added, apart, key, what }].slice(-MOST_UNDONE);
  }
  const put = (state, key, entries, { what = "", ...more } = {}) => ({
    ...state, ...more, past: remember(state, key, what), entries: { ...state.entries, ...entries },
  });

  /* Change a row, its variants along: a verdict, or something beside it. */
  function change(state, row, patch, at) {
    const shown = shownOf(state, row);
    const isOwn = entryOf(state, row) !== null || nameKey(shown.reviewer) === nameKey(state.name);
    const sides = isOwn ? shown : { ...EMPTY, verdict: shown.verdict };
    const content = Object.fromEntries(Object.keys(EMPTY).map((key) => [key, (key in patch ? patch : sides)[key]]));
    const said = { ...content, note: whole(content.note), reviewer: state.name, date: at.slice(0, 10), at };
    const entries = Object.fromEntries(keysOf(row).map((key) => [
      key, { ...said, given: state.entries[key]?.given ?? null, withdrawn: null },
    ]));
    return put(state, row.key, entries, { what: Object.keys(patch).join() });
  }

  /* Empty a row. What a file or an earlier round holds of it is taken back. */
  function clear(state, row, at) {
    const entries = Object.fromEntries(keysOf(row).map((key) => {
      const given = state.entries[key]?.given ?? null;
      return [key, { ...EMPTY, reviewer: state.name, at, given, withdrawn: given ?? row.earlier }];
    }));
    return put(state, row.key, entries);
  }

  /* A variant that is decided on by itself keeps what was decided so far. */
  const setApart = (state, row, key) => put(state, row.key, {}, { apart: [...state.apart, key] });

  /* A link that was missed counts as accepted, as an added row of the workbook does. */
  function add(page, state, course, item, at, sides = {}) {
    const key = keyOf(page.courses[course].id, item);
    const holder = rowsOf(page, state, true).find((row) => keysOf(row).includes(key));
    if (holder && holder.key !== key) return [setApart(state, holder, key), key];
    if (holder) return [state, key];
    const row = { key, also: [] };
    const begun = change(state, row, { verdict: "accept", ...sides }, at);
    return [{ ...begun, added: [...state.added, key] }, key];
  }

  function undo(state, at) {
    const last = state.past.at(-1);
    if (!last) return [state, null];
    const entries = { ...state.entries };
    for (const key of Object.keys(state.entries)) {
      const was = last.entries[key];
      if (was === state.entries[key]) continue;
      const { given } = state.entries[key];
      entries[key] = was ? { ...was, given, at } : { ...EMPTY, reviewer: state.name, at, given, withdrawn: given };
    }
    const { added, apart } = last;
    return [{ ...state, entries, added, apart, past: state.past.slice(0, -1) }, last.key];
  }

  /* A name that was mistyped changes on what was decided under it. */
  function rename(state, name) {
    const clean = whole(name).trim().replace(/\s+/g, " ");
    const was = nameKey(state.name);
    const entries = Object.fromEntries(Object.entries(state.entries).map(([key, entry]) => [
      key, nameKey(entry.reviewer) === was ? { ...entry, reviewer: clean } : entry,
    ]));
    return { ...state, name: clean, entries };
  }

  /* What stands in a file: decisions, what is taken back, and remarks that wait for a verdict. */
  function saved(page, entry, key) {
    const [course, item] = key.split("\u001f");
    const text_hash = page.courses.find((one) => one.id === course)?.hash ?? "";
    const facts = ({ verdict, tie, level, assessed, note, final, reviewer, date }) => ({
      course, item, text_hash, verdict, tie: tie ?? null, level: level ?? null,
      assessed: assessed ?? null, reviewer: reviewer || null, date: date ?? null,
      note: (note ?? "").trim() || null, final: Boolean(final),
    });
    if (entry.verdict || hasSides(entry)) return { ...facts(entry), withdrawn: false, at: entry.at };
    return entry.withdrawn ? { ...facts(entry.withdrawn), withdrawn: true, at: entry.at } : null;
  }
  function fileOf(page, state, at) {
    const own = Object.entries(state.entries).map(([key, entry]) => saved(page, entry, key));
    return {
      schema: page.schema, programme: page.title, part: page.part ?? null, reviewer: state.name || null,
      saved: at, blind: page.blind, decisions: [...own.filter(Boolean), ...state.others], digest: page.digest,
    };
  }
  /* After saving, what is in the file counts as given to others. */
  function given(state) {
    const entries = Object.fromEntries(Object.entries(state.entries).map(([key, entry]) => [
      key, entry.verdict ? { ...entry, given: { ...entry, given: null, withdrawn: null } } : entry,
    ]));
    return { ...state, entries };
  }

  /* Take in what a file holds, here or of another version or list: what fits the same text. */
  function taken(page, state, file) {
    const hashes = new Map(page.courses.map((one) => [one.id, one.hash]));
    const isSound = (one) => !Number.isNaN(Date.parse(one?.at)) && typeof (one.note ?? "") === "string"
      && (one.verdict === null || Object.hasOwn(page.words.verdicts, one.verdict));
    const fits = file.decisions.filter((one) => isSound(one)
      && hashes.get(one.course) === one.text_hash && Object.hasOwn(page.items, one.item));
    const name = state.name || file.reviewer || "";
    const isOwn = (one) => !one.reviewer || nameKey(one.reviewer) === nameKey(name);
    const entries = {};
    for (const one of fits.filter(isOwn)) {
      const { course, item, text_hash, withdrawn, at, ...decision } = one;
      const content = { ...EMPTY, ...decision, note: decision.note ?? "", reviewer: decision.reviewer || name };
      const entry = withdrawn
        ? { ...EMPTY, reviewer: name, at, given: null, withdrawn: content }
        : { ...content, at, given: content.verdict ? content : null, withdrawn: null };
      entries[keyOf(course, item)] = entry;
    }
    const others = fits.filter((one) => !isOwn(one));
    const begun = joined({ ...state, name }, { entries, others, added: Object.keys(entries), apart: [] });
    return { state: inRows(page, begun), fits: fits.length, left: file.decisions.length - fits.length };
  }
  /* Two copies of one review, as two tabs write them: of each link what was said last. */
  function joined(state, other) {
    const entries = { ...state.entries };
    for (const [key, entry] of Object.entries(other.entries)) {
      if (!entries[key] || Date.parse(entries[key].at) < Date.parse(entry.at)) entries[key] = entry;
    }
    const union = (one, two) => [...new Map([...one, ...two].map((value) => [JSON.stringify(value), value])).values()];
    const [others, added, apart] = ["others", "added", "apart"].map((key) => union(state[key], other[key]));
    return { ...state, entries, others, added, apart };
  }
  /* A variant that holds another decision than its row goes its own way; a link without a row is added. */
  function inRows(page, state) {
    const bare = { ...state, added: [] };
    const rows = rowsOf(page, bare, true);
    const known = new Set(rows.flatMap(keysOf));
    const apart = rows.flatMap((row) => row.also.map((one) => one.key).filter((key) => {
      const [main, variant] = [row.key, key].map((one) => state.entries[one] ?? EMPTY);
      return !same(main, variant);
    }));
    const added = state.added.filter((key) => !known.has(key));
    return { ...state, apart: [...new Set([...state.apart, ...apart])], added };
  }

  /* Cut a text at its marks: pieces with the kinds of mark that lie over them. */
  function pieces(text, marks) {
    const ends = marks.flatMap(([start, end]) => [start, end]);
    const cuts = [...new Set([0, text.length, ...ends])].sort((one, two) => one - two);
    return cuts.slice(0, -1).map((start, place) => {
      const end = cuts[place + 1];
      const kinds = marks.filter((mark) => mark[0] <= start && mark[1] >= end).map((mark) => mark[2]);
      return { text: text.slice(start, end), kinds: [...new Set(kinds)] };
    });
  }

  return {
    EMPTY, add, begin, change, clear, entryOf, fileOf, folded, frameworkOf, given, inRows, isSettled, isTied, joined,
    keyOf, moment, nameKey, othersOf, pieces, progress, rename, rowsOf, setApart, shownOf, taken, undo,
  };
})();
