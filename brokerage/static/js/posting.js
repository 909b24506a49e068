// Keep what is typed about a role while it is typed: on the server, and while there is no network in
// this browser. Nothing here is needed: Continue keeps the page as well.

const PAUSE = 1500 // milliseconds after the last key
const form = document.querySelector("form[data-keep]")

function start() {
  const status = form.querySelector("[data-kept]")
  const place = `role page ${form.getAttribute("action")}`
  const leaveOut = new Set(["csrf_token", "drawn", "then", "session", "submission"])
  let waiting, sending, changed = false

  const answers = () => [...new FormData(form)].filter(([name]) => !leaveOut.has(name))

  function remember() {
    try {
      localStorage.setItem(place, JSON.stringify({ at: form.dataset.at, answers: answers() }))
    } catch {
      // No room, or not allowed: the page itself still holds it.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(place)
    } catch {
      // As above.
    }
  }

  async function keep() {
    sending?.abort()
    sending = new AbortController()
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        signal: sending.signal,
      })
      if (answer.status === 401) {
        remember()
        status.textContent = "You have been signed out. Press Continue: what you typed is kept while you sign in again."
      } else if (answer.ok) {
        forget()
        changed = false
        const said = await answer.json()
        form.dataset.at = said.at
        status.textContent = "Saved as you typed"
        showHints(said)
      } else {
        remember()
        status.textContent = "Kept on this phone or computer only. Press Continue to save it."
      }
    } catch (problem) {
      if (problem.name === "AbortError") return
      remember()
      status.textContent = "No connection: kept on this phone or computer until there is one."
    }
  }

  function showHints({ hints, private: given }) {
    for (const panel of form.querySelectorAll("[data-hints]")) {
      const name = panel.dataset.hints
      const list = panel.querySelector("ul")
      list.replaceChildren(
        ...given.filter((one) => one.field === name).map((one) => item(`We do not publish ${one.what}: people ring your volunteer centre instead.`, one.text, true)),
        ...hints.filter((one) => one.field === name).map((one) => item(one.text, one.quote, false)),
      )
      panel.hidden = !list.children.length
    }
  }

  function item(text, quote, strong) {
    const row = document.createElement("li")
    if (strong) row.className = "hints__private"
    if (quote) {
      const words = document.createElement("q")
      words.textContent = quote
      row.append(words, " ")
    }
    row.append(text)
    return row
  }

  function restore() {
    let held
    try {
      held = JSON.parse(localStorage.getItem(place) ?? "null")
    } catch {
      return
    }
    for (const name of Object.keys(localStorage)) if (name.startsWith("role page ") && name !== place) localStorage.removeItem(name) // that page arrived
    if (!held) return
    if (held.at !== form.dataset.at) return forget() // the server had the page since
    const byName = new Map()
    for (const [name, text] of held.answers) byName.set(name, [...(byName.get(name) ?? []), text])
    for (const control of form.elements) {
      if (!control.name || leaveOut.has(control.name) || control.tagName === "BUTTON") continue
      const texts = byName.get(control.name) ?? []
      if (control.type === "checkbox" || control.type === "radio") control.checked = texts.includes(control.value)
      else control.value = texts.shift() ?? ""
    }
    status.textContent = "This was kept while there was no connection. Press Continue to save it."
  }

  function soon() {
    changed = true
    clearTimeout(waiting)
    waiting = setTimeout(keep, PAUSE)
  }

  restore()
  form.addEventListener("input", soon)
  form.addEventListener("submit", () => {
    clearTimeout(waiting)
    sending?.abort()
    remember() // until the next page is there
  })
  window.addEventListener("online", () => changed && keep())
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed) {
      remember()
      navigator.sendBeacon?.(form.dataset.keep, new FormData(form))
    }
  })
}

if (form) start()
