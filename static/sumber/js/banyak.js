/* Kotak centang yang diputuskan sekaligus.
   data-banyak              pada form; kotak centangnya ada di tempat lain dengan form="<id form>"
   data-banyak-jumlah       di dalamnya: "3 dipilih"
   data-pilih-semua="<id>"  kotak centang di kepala tabel; tampil hanya bila ada skrip */
import { findAll, once } from "./alat.js";

function setupForm(form) {
  const kotak = () => [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  const semua = document.querySelector(`[data-pilih-semua="${form.id}"]`);
  const jumlah = form.querySelector("[data-banyak-jumlah]");
  const segarkan = () => {
    const n = kotak().filter((k) => k.checked).length;
    jumlah.textContent = n ? `${n} dipilih,` : "Yang dicentang";
    form.classList.toggle("banyak-aktif", n > 0);
    if (semua) {
      semua.checked = n > 0 && n === kotak().length;
      semua.indeterminate = n > 0 && n < kotak().length;
    }
  };
  document.addEventListener("change", (acara) => {
    if (acara.target === semua) for (const k of kotak()) k.checked = semua.checked;
    if (acara.target === semua || acara.target.getAttribute("form") === form.id) segarkan();
  });
  if (semua) semua.hidden = false;
  segarkan();
}

export function setupMany(akar) {
  for (const form of findAll(akar, "[data-banyak]")) if (once(form, "banyak")) setupForm(form);
}
