/* Python and the product in a worker: it answers one question at a time and keeps nothing.

Everything comes in one message, since a page from the disk may load nothing; what Pyodide would
fetch is answered from there. */
const PLACE = "https://pyodide.invalid/";
const squeezed = (text) => {
  const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
};
let python = null;
let answer = null;

async function start(blocks) {
  const held = {
    "pyodide.asm.wasm": new Response(squeezed(blocks.wasm), { headers: { "content-type": "application/wasm" } }),
    "python_stdlib.zip": new Response(squeezed(blocks.standard)),
  };
  self.fetch = async (asked) => {
    const response = held[String(asked.url ?? asked).split("/").pop()];
    if (!response) throw new TypeError("there is no network here");
    return response;
  };
  const site = new Response(squeezed(blocks.site)).arrayBuffer();
  python = await loadPyodide({
    indexURL: PLACE, packageBaseUrl: PLACE, createPyodideModule, lockFileContents: LOCK,
    env: { RAPIDFUZZ_IMPLEMENTATION: "python", PYTHONDONTWRITEBYTECODE: "1", HOME: "/home/pyodide" },
    fsInit: async (disk, { sitePackages }) => unpack(await site, disk, sitePackages),
  });
  answer = python.runPython("from swcompetence.workflow.page_desk import answer_page; answer_page");
}
function unpack(pack, disk, folder) {
  const first = 4 + new DataView(pack).getUint32(0, true);
  const made = new Set();
  let place = first;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(new Uint8Array(pack, 4, first - 4)))) {
    const path = `${folder}/${name}`;
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(parent)) { disk.mkdirTree(parent); made.add(parent); }
    disk.writeFile(path, new Uint8Array(pack.slice(place, place + size)), { canOwn: true });
    place += size;
  }
}
function ask(question, contents) {
  const lent = python.toPy(contents);
  const given = answer(question, lent, (name, total) => postMessage({ kind: "step", name, total: total ?? null }));
  const [facts, files] = given.toJs();
  lent.destroy();
  given.destroy();
  return { facts: JSON.parse(facts), files };
}

onmessage = async ({ data }) => {
  try {
    if (data.blocks) {
      await start(data.blocks);
      postMessage({ kind: "ready" });
    } else {
      postMessage({ kind: "answer", ...ask(data.question, data.contents) });
    }
  } catch (error) {
    postMessage({ kind: "failed", error: String(error?.message ?? error) });
  }
};
