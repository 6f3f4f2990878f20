
// The host of a widget: the page's state and the traits follow each other.
function render({ model, el }) {
  const root = document.createElement("div");
  el.append(root);
  let timer = null;
  const shown = mount(root, { ...model.get("data"), rate: model.get("rate"), series: model.get("series") }, (state) => {
    model.set(state);
    clearTimeout(timer);
    timer = setTimeout(() => model.save_changes(), 120);  // the last value wins while the slider moves
  });
  const follow = () => shown.set({ rate: model.get("rate"), series: model.get("series") });
  model.on("change:rate change:series", follow);
  return () => { model.off("change:rate change:series", follow); clearTimeout(timer); };
}

export default { render };
