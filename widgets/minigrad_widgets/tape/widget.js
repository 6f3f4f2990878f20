// The tape as a widget: the same module as in a saved page, with its step and selection shared with Python.

const PAUSE = 120; // milliseconds; the last value wins, so that playing does not flood the kernel

function render({ model, el }) {
  const image = document.createElement("img");
  image.alt = model.get("summary");
  image.src = `data:image/svg+xml;base64,${btoa(String.fromCharCode(...new TextEncoder().encode(model.get("svg"))))}`;
  el.append(image);
  const waiting = {};
  const share = (name) => (value) => {
    clearTimeout(waiting[name]);
    waiting[name] = setTimeout(() => { model.set(name, value); model.save_changes(); }, PAUSE);
  };
  const shown = mount(el, image, structuredClone(model.get("data")), {
    step: model.get("step"), onStep: share("step"), onSelect: share("selected"),
  });
  const follow = () => { if (model.get("step") !== shown.step) shown.go(model.get("step"), false); };
  const pick = () => shown.select(model.get("selected"), false);
  model.on("change:step", follow);
  model.on("change:selected", pick);
  return () => {
    model.off("change:step", follow);
    model.off("change:selected", pick);
    shown.destroy();
  };
}

export default { render };
