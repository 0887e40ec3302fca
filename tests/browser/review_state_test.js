// The pure part of the page, without a browser: node review_state_test.js review_state.js < page.json
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { test } = require("node:test");
const vm = require("node:vm");

const S = vm.runInThisContext(`${readFileSync(process.argv.at(-1), "utf-8")}; reviewState`);
const page = JSON.parse(readFileSync(0, "utf-8"));
const at = (second) => `2026-11-29T12:00:${String(second).padStart(2, "0")}.000+01:00`;
const find = (state, course, item) =>
  S.rowsOf(page, state, true).find((row) => page.courses[row.course].id === course && row.item === item);
const open = S.begin("An");
const key = (course, item) => S.keyOf(course, item);
const plain = (value) => JSON.parse(JSON.stringify(value));

test("a decision counts for the variants of its row, until one is set apart", () => {
  const row = find(open, "SW9-NL", "ocmw-praktijk:wonen");
  let state = S.change(open, row, { verdict: "accept", note: "les 3" }, at(1));
  assert.equal(Object.keys(state.entries).length, 2);
  state = S.setApart(state, row, key("SW9-EN", "ocmw-praktijk:wonen"));
  state = S.change(state, find(state, "SW9-EN", "ocmw-praktijk:wonen"), { verdict: "reject" }, at(2));
  const said = Object.fromEntries(S.fileOf(page, state, at(3)).decisions.map((one) => [one.course, one.verdict]));
  assert.deepEqual(said, { "SW9-NL": "accept", "SW9-EN": "reject" });
  // A file that is loaded back is apart in the same way.
  const back = S.taken(page, S.begin(), { ...S.fileOf(page, state, at(3)) });
  assert.deepEqual(plain(back.state.apart), [key("SW9-EN", "ocmw-praktijk:wonen")]);
  assert.equal(back.left, 0);
  assert.deepEqual(plain(S.fileOf(page, back.state, at(3)).decisions), plain(S.fileOf(page, state, at(3)).decisions));
});

test("what stands beside a verdict goes along, and a remark without one waits", () => {
  const row = find(open, "SW3", "ocmw-praktijk:leefloon");
  let state = S.change(open, row, { tie: "explicit", note: "half \ud800 paar" }, at(1));
  assert.equal(S.isSettled(state, row), false);
  assert.equal(S.fileOf(page, state, at(2)).decisions[0].verdict, null);
  state = S.change(state, row, { verdict: "touched" }, at(2));
  const [said] = S.fileOf(page, state, at(3)).decisions;
  assert.deepEqual([said.verdict, said.tie, said.note, said.date], ["touched", "explicit", "half \ufffd paar", "2026-11-29"]);
});

test("an earlier decision of somebody else stands until one decides, and is taken back as it was", () => {
  const row = find(open, "SW1", "ocmw-praktijk:schulden");
  assert.equal(S.shownOf(open, row).reviewer, "Bert Boon");
  const own = S.change(open, row, { verdict: "reject" }, at(1));
  assert.deepEqual(S.fileOf(page, own, at(1)).decisions.map((one) => [one.reviewer, one.verdict, one.withdrawn]), [["An", "reject", false]]);
  const [back] = S.fileOf(page, S.clear(open, row, at(1)), at(1)).decisions;
  assert.deepEqual([back.reviewer, back.verdict, back.date, back.withdrawn], ["Bert Boon", "accept", "2026-01-05", true]);
});

test("what went out in a file and is emptied later is taken back in the next one", () => {
  const row = find(open, "SW4", "ocmw-praktijk:onthaal");
  const decided = S.change(open, row, { verdict: "accept" }, at(1));
  assert.deepEqual(S.fileOf(page, S.clear(decided, row, at(2)), at(2)).decisions, []);
  const cleared = S.clear(S.given(decided), row, at(2));
  const [back] = S.fileOf(page, cleared, at(3)).decisions;
  assert.deepEqual([back.verdict, back.reviewer, back.withdrawn], ["accept", "An", true]);
  assert.equal(S.taken(page, S.begin("An"), S.fileOf(page, cleared, at(3))).state.entries[row.key].withdrawn.verdict, "accept");
});

test("undo goes back step by step and wins from what another tab still holds", () => {
  const row = find(open, "SW5", "ocmw-praktijk:energie");
  const first = S.change(open, row, { verdict: "accept" }, at(1));
  const second = S.change(first, row, { verdict: "reject" }, at(2));
  const [back, where] = S.undo(second, at(3));
  assert.equal(where, row.key);
  assert.equal(S.shownOf(back, row).verdict, "accept");
  const [none] = S.undo(back, at(4));
  assert.equal(S.isSettled(none, row), false);
  assert.equal(S.isSettled(S.joined(none, second), row), false);
  assert.deepEqual(S.undo(open, at(1)), [open, null]);
});

test("of two copies of a review the later decision of each link stays", () => {
  const [one, two] = [find(open, "SW6", "ocmw-praktijk:wonen"), find(open, "SW7", "ocmw-praktijk:leefloon")];
  const here = S.change(S.change(open, one, { verdict: "accept" }, at(1)), two, { verdict: "accept" }, at(4));
  const there = S.change(S.change(open, one, { verdict: "reject" }, at(3)), two, { verdict: "reject" }, at(2));
  for (const both of [S.joined(here, there), S.joined(there, here)]) {
    assert.deepEqual([S.shownOf(both, one).verdict, S.shownOf(both, two).verdict], ["reject", "accept"]);
  }
});

test("a missing link is added once, as accepted; one that stands there is shown", () => {
  const course = page.courses.findIndex((one) => one.id === "SW11");
  const [added, at_] = S.add(page, open, course, "ocmw-praktijk:geen", at(1));
  const row = S.rowsOf(page, added, false).find((one) => one.key === at_);
  assert.equal(S.shownOf(added, row).verdict, "accept");
  assert.equal(row.tied, false);
  assert.equal(S.frameworkOf(row.item), "ocmw-praktijk");
  const known = page.courses.findIndex((one) => one.id === "SW3");
  assert.deepEqual(S.add(page, open, known, "ocmw-praktijk:leefloon", at(1)), [open, key("SW3", "ocmw-praktijk:leefloon")]);
});

test("a file of another list is taken in where it fits, and what does not is counted", () => {
  const row = find(open, "SW3", "ocmw-praktijk:leefloon");
  const file = S.fileOf(page, S.change(open, row, { verdict: "accept" }, at(1)), at(1));
  const [said] = file.decisions;
  const strange = [
    { ...said, course: "X1" }, { ...said, text_hash: "anders" }, { ...said, item: "elders:a" },
    { ...said, item: "toString" }, { ...said, verdict: "constructor" }, { ...said, at: "ooit" }, { ...said, note: {} },
  ];
  const { state, fits, left } = S.taken(page, S.begin("An"), { ...file, digest: "ander", decisions: [said, ...strange] });
  assert.deepEqual([fits, left], [1, 7]);
  assert.equal(S.shownOf(state, row).verdict, "accept");
});

test("decisions of a colleague in a file stay theirs and go along", () => {
  const row = find(open, "SW3", "ocmw-praktijk:leefloon");
  const file = S.fileOf(page, S.change(S.begin("Bert"), row, { verdict: "accept" }, at(1)), at(1));
  const { state } = S.taken(page, S.begin("An"), file);
  assert.deepEqual(S.othersOf(state, row).map((one) => one.reviewer), ["Bert"]);
  const both = S.fileOf(page, S.change(state, row, { verdict: "reject" }, at(2)), at(2)).decisions;
  assert.deepEqual(both.map((one) => [one.reviewer, one.verdict]), [["An", "reject"], ["Bert", "accept"]]);
  assert.equal(S.taken(page, S.begin(), file).state.name, "Bert");
});

test("progress counts what is asked, OCMW first, and doubt stays open", () => {
  const row = find(open, "SW3", "ocmw-praktijk:leefloon");
  const rows = S.rowsOf(page, open, false);
  assert.equal(S.frameworkOf(rows[0].item), "ocmw-praktijk");
  assert.equal(rows.some((one) => one.hint), false);
  assert.equal(S.rowsOf(page, open, true).some((one) => one.hint), true);
  const before = S.progress(rows, open)["ocmw-praktijk"];
  const doubted = S.progress(rows, S.change(open, row, { verdict: "unsure" }, at(1)))["ocmw-praktijk"];
  assert.deepEqual([doubted.decided, doubted.unsure, doubted.asked], [before.decided, 1, before.asked]);
});

test("a name that is corrected changes on what was decided under it", () => {
  const row = find(open, "SW3", "ocmw-praktijk:leefloon");
  const state = S.rename(S.change(open, row, { verdict: "accept" }, at(1)), "  An   Peeters ");
  assert.equal(S.fileOf(page, state, at(2)).decisions[0].reviewer, "An Peeters");
});

test("a text is cut at marks that overlap, and time tells its own zone", () => {
  const pieces = S.pieces("abcdef", [[1, 4, "strong"], [3, 5, "tie"]]);
  assert.deepEqual(pieces.map((one) => [one.text, one.kinds.join(" ")]), [["a", ""], ["bc", "strong"], ["d", "strong tie"], ["e", "tie"], ["f", ""]]);
  assert.equal(S.pieces("", []).length, 0);
  const now = new Date(2026, 10, 29, 23, 59, 58, 7);
  assert.match(S.moment(now), /^2026-11-29T23:59:58\.007[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(S.moment(now)), now.getTime());
});
