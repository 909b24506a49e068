// The map beside the list. It draws only what this site holds: no tiles, no outside requests,
// unless the page names a tile server. The list says everything the map does.

const { L } = window
const section = document.querySelector("[data-map]")
const DISTRICTS_BELOW_ZOOM = 9
const LETTER = 6.5 // pixels, about

function readData() {
  return JSON.parse(document.getElementById("map-data").textContent)
}

function start(canvas, tiles) {
  const map = L.map(canvas, { attributionControl: Boolean(tiles), scrollWheelZoom: false, maxZoom: 16, zoomSnap: 0.25 })
  L.control.scale({ metric: false }).addTo(map)
  if (tiles) L.tileLayer(tiles, { attribution: `Map: ${new URL(tiles).host}` }).addTo(map)
  return map
}

function name(className, text) {
  const span = document.createElement("span")
  span.textContent = text
  return L.divIcon({ className, html: span, iconSize: [120, 14] })
}

function drawBackground(map, ground) {
  const renderer = L.canvas({ padding: 0.5 })
  const land = { renderer, stroke: false, fillColor: "#dfe9df", fillOpacity: 1, interactive: false }
  for (const [latitude, longitude, km] of ground.sectors) {
    L.circle([latitude, longitude], { ...land, radius: Math.max(km, 0.6) * 1000 }).addTo(map)
  }
  const quiet = { interactive: false, keyboard: false, zIndexOffset: -1000 }
  const label = (className) => ([latitude, longitude, text]) =>
    L.marker([latitude, longitude], { ...quiet, icon: name(className, text), text })
  const towns = ground.towns.map(label("map-name"))
  const districts = ground.districts.map(label("map-name map-name--district"))
  const rename = () => {
    const near = map.getZoom() >= DISTRICTS_BELOW_ZOOM
    for (const other of near ? districts : towns) other.remove()
    showApart(map, near ? towns : districts)
  }
  map.on("zoomend", rename)
  rename()
}

// Names in order of size; one that would cover another already shown waits for a closer look.
function showApart(map, labels) {
  const taken = []
  for (const one of labels) {
    const at = map.latLngToLayerPoint(one.getLatLng())
    const half = (one.options.text.length * LETTER) / 2 + 4
    const free = taken.every((box) => Math.abs(box.at.x - at.x) > box.half + half || Math.abs(box.at.y - at.y) > 16)
    if (free) {
      taken.push({ at, half })
      one.addTo(map)
    } else {
      one.remove()
    }
  }
}

function drawHome(map, home) {
  if (!home) return null
  const at = [home.latitude, home.longitude]
  L.marker(at, { icon: name("map-home", "✛"), interactive: false, keyboard: false, zIndexOffset: 1000 }).addTo(map)
  if (!home.within_km) return L.latLngBounds([at, at])
  const ring = { color: "#14201a", weight: 1.5, dashArray: "5 5", fill: false, interactive: false }
  L.circle(at, { ...ring, radius: home.within_km * 1000 }).addTo(map)
  return L.latLng(at).toBounds(home.within_km * 2000)
}

function drawMarkers(map, markers) {
  for (const one of markers) {
    const span = document.createElement("span")
    span.textContent = one.label
    const icon = L.divIcon({
      className: one.approximate ? "map-marker map-marker--area" : "map-marker",
      html: span,
      iconSize: null,
    })
    const marker = L.marker([one.latitude, one.longitude], { icon, title: one.title, keyboard: false })
    marker.addTo(map).on("click", () => showCard(one.card))
    connect(one, marker)
  }
}

function showCard(id) {
  const card = document.getElementById(id)
  for (const other of document.querySelectorAll(".card--found")) other.classList.remove("card--found")
  card.classList.add("card--found")
  card.scrollIntoView({ block: "center" })
}

function connect(one, marker) {
  const card = document.getElementById(one.card)
  const mark = (on) => marker.getElement()?.classList.toggle("map-marker--found", on)
  card.addEventListener("mouseenter", () => mark(true))
  card.addEventListener("mouseleave", () => mark(false))
}

async function draw() {
  const data = readData()
  section.hidden = false
  const map = start(section.querySelector("[data-map-canvas]"), data.tiles)
  const points = data.markers.map((one) => [one.latitude, one.longitude])
  const around = drawHome(map, data.home)
  const bounds = L.latLngBounds(points)
  if (around) bounds.extend(around.getCenter())
  map.fitBounds(bounds.pad(0.08), { maxZoom: 12 })
  drawMarkers(map, data.markers)
  if (data.tiles) return
  const answer = await fetch(section.dataset.map)
  if (answer.ok) drawBackground(map, await answer.json())
}

if (section && L) draw()
