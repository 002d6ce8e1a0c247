/* Menyalin isi sebuah isian ke papan klip.
   data-salin="#id"   pada <button type="button" hidden>: menyalin nilai isian itu; tombolnya tampil hanya bila dapat menyalin */
import { findAll, once } from "./alat.js";

export function setupCopy(akar) {
  if (!navigator.clipboard) return;
  for (const tombol of findAll(akar, "[data-salin]")) {
    if (!once(tombol, "salin")) continue;
    const asal = tombol.textContent;
    tombol.hidden = false;
    tombol.addEventListener("click", async () => {
      const isian = document.querySelector(tombol.dataset.salin);
      try {
        await navigator.clipboard.writeText(isian.value ?? isian.textContent);
        tombol.textContent = "Tersalin";
      } catch {
        isian.select?.();
        tombol.textContent = "Tekan Ctrl+C";
      }
      setTimeout(() => (tombol.textContent = asal), 3000);
    });
  }
}
