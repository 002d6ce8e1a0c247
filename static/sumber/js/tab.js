/** Menggulirkan baris tab supaya tab halaman ini terlihat di layar sempit. */
export function showCurrentTab() {
  for (const kini of document.querySelectorAll(".tab-baris [aria-current]")) {
    const baris = kini.parentElement;
    baris.scrollLeft = kini.offsetLeft - baris.offsetLeft - (baris.clientWidth - kini.offsetWidth) / 2;
  }
}
