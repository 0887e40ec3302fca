/* Elements of our pages. Every text is set as text, never as markup. */
const element = (tag, facts = {}, ...children) => {
  const { data = {}, aria = {}, ...rest } = facts;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
const keycap = (key) => element("kbd", { aria: { hidden: "true" } }, key);
const button = (label, act, { key = "", ...facts } = {}) => {
  const made = element("button", { type: "button", ...facts }, label, key ? keycap(key) : null);
  if (key) made.setAttribute("aria-keyshortcuts", key);
  made.addEventListener("click", act);
  return made;
};
const takesLetters = (target) => Boolean(target.matches?.("textarea, input:not([type=checkbox], [type=file])"));
const counted = (number, one, more) => `${number} ${number === 1 ? one : more}`;
/* Hand a file to the person, who finds it among the downloads. */
const download = (name, content, type) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};
