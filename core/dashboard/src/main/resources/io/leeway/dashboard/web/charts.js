import { h } from "./dom.js";

const LIBRARIES = ["vega.min.js", "vega-lite.min.js", "vega-embed.min.js"];

let library = null;

function script(name) {
  return new Promise((resolve, reject) => {
    const element = h("script", { src: `/assets/${name}` });
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`${name} could not be had`)));
    document.head.append(element);
  });
}

/** Returns the theme of the charts once their library is there, which is had with the first chart. */
function loaded() {
  library ??= (async () => {
    for (const name of LIBRARIES) {
      await script(name);
    }
    return (await fetch("/assets/theme.json")).json();
  })();
  return library;
}

async function draw(figure, chart) {
  const theme = await loaded();
  const specification = JSON.parse(chart.specification);
  const place = h("div", { class: "chart", style: `min-height:${chart.height}px` });
  const before = figure.querySelector(".chart");
  // The new drawing stands behind the old one until it is there: nothing jumps.
  before.after(place);
  place.classList.add("coming");
  const domain = specification.encoding?.color?.scale?.domain ?? [];
  const longest = Math.max(1, ...domain.map((name) => Math.min(name.length, 30)));
  const columns = Math.max(1, Math.floor((figure.clientWidth - 80) / (longest * 8 + 48)));
  try {
    await vegaEmbed(place, specification, {
      config: { ...theme, legend: { ...theme.legend, columns } },
      renderer: "svg",
      ast: true, // expressions are interpreted, so that the page's policy need not allow eval
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
      actions: false,
    });
    before.remove();
    place.classList.remove("coming");
  } catch (error) {
    place.remove();
    before.textContent = `This chart could not be drawn: ${error.message}`;
    console.error(error);
  }
}

const drawn = new Map();

/** Shows charts, each drawn again only where its data changed, one after the other. */
export async function charts(root, list) {
  let place = root.querySelector(":scope > #charts");
  if (place === null) {
    place = h("section", { id: "charts", hidden: true }, h("h2", {}, "Metrics"), h("div", { class: "charts equal" }));
    root.append(place);
  }
  const shown = list.filter((chart) => chart.specification !== null);
  place.hidden = shown.length === 0;
  const grid = place.querySelector(".charts");
  const titles = new Set(shown.map((chart) => chart.title));
  for (const figure of [...grid.children]) {
    if (!titles.has(figure.dataset.title)) {
      figure.remove();
      drawn.delete(figure.dataset.title);
    }
  }
  for (const chart of shown) {
    let figure = [...grid.children].find((one) => one.dataset.title === chart.title);
    if (figure === undefined) {
      figure = h(
        "figure",
        { "data-title": chart.title },
        h("h3", {}, chart.title),
        h("div", { class: "chart", style: `min-height:${chart.height}px` }),
        h("figcaption", {}),
      );
      grid.append(figure);
    }
    figure.querySelector("figcaption").textContent = chart.caption;
    const known = drawn.get(chart.title);
    if (known?.specification !== chart.specification && !(known?.busy ?? false)) {
      const now = { specification: chart.specification, busy: true };
      drawn.set(chart.title, now);
      draw(figure, chart).finally(() => {
        now.busy = false;
      });
    }
  }
}
