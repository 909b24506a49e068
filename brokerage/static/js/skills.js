// While somebody writes what they can offer, bring the skills that may be meant under the box, to be
// ticked. Each skill has one box in the form: it moves here from the list, and back if left unticked.

const PAUSE = 400 // milliseconds after the last key
const text = document.querySelector("[data-skills-text]")
const panel = document.querySelector("[data-skills]")

function start() {
  const boxes = panel.querySelector("[data-skills-boxes]")
  const status = document.querySelector("[data-skills-status]")
  const homes = new Map() // item -> the mark that holds its place in the list
  let waiting, asking

  const ticked = (item) => item.querySelector("input").checked
  const value = (item) => item.querySelector("input").value

  function sendHome(item) {
    item.querySelector(".meant__such-as")?.remove()
    const mark = homes.get(item)
    if (mark) mark.replaceWith(item)
    else document.querySelector(".ticks").append(item)
    homes.delete(item)
  }

  function bring(skill) {
    const input = text.form.querySelector(`input[name="skills"][value="${CSS.escape(skill.slug)}"]`)
    if (!input || ticked(input.parentElement)) return // already said
    const item = input.parentElement
    if (!boxes.contains(item)) {
      const mark = document.createComment("")
      item.replaceWith(mark)
      homes.set(item, mark)
    }
    boxes.append(item)
    if (skill.such_as) explain(item, skill.such_as)
  }

  function explain(item, example) {
    item.querySelector(".meant__such-as")?.remove()
    const words = document.createElement("span")
    words.className = "meant__such-as"
    words.textContent = `such as ${example}`
    item.querySelector("label").append(" ", words)
  }

  function show(skills) {
    const meant = new Set(skills.map((skill) => skill.slug))
    for (const item of [...boxes.children]) if (!ticked(item) && !meant.has(value(item))) sendHome(item)
    skills.forEach(bring)
    const count = boxes.children.length
    panel.hidden = !count
    status.textContent = count ? `${count} ${count === 1 ? "skill" : "skills"} to tick below the box` : ""
  }

  async function ask() {
    asking?.abort()
    asking = new AbortController()
    const words = text.value.trim().slice(0, 500)
    if (words.length < 3) return show([])
    const address = new URL(panel.dataset.skills, location.href)
    address.searchParams.set("text", words)
    try {
      const answer = await fetch(address, { signal: asking.signal })
      if (answer.ok) show((await answer.json()).skills)
    } catch {
      // Typed on, or the network is away: the list can be ticked as ever.
    }
  }

  text.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE)
  })
  if (text.value.trim() && panel.hidden) ask() // the browser came back to a filled form
}

if (text && panel) start()
