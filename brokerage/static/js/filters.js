// Older browsers cannot open <details> from a style sheet: on wide screens, open the filters.

const filters = document.querySelector("[data-filters]")
const wide = window.matchMedia("(min-width: 56rem)")

function follow() {
  filters.open = wide.matches
}

if (filters) {
  follow()
  wide.addEventListener("change", follow)
}
