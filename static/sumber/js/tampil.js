/* Bagian form yang tampil menurut pilihan, dan titik dari GPS.
   data-tampil-bila="jenis:8"   tampil hanya bila isian bernama "jenis" bernilai 8 dipilih; yang tersembunyi tetap terkirim
   data-titik                   pada <input>: tombol "Pakai lokasi ponsel" mengisi "lintang, bujur" */
import { create, fill, findAll, once } from "./alat.js";

function setupVisibility(akar) {
  const bagian = findAll(akar, "[data-tampil-bila]").filter((b) => once(b, "tampil"));
  if (!bagian.length) return;
  const segarkan = () => {
    for (const b of bagian) {
      const [nama, nilai] = b.dataset.tampilBila.split(":");
      const form = b.closest("form");
      b.hidden = !form.querySelector(`[name="${nama}"][value="${nilai}"]:checked`);
    }
  };
  for (const form of new Set(bagian.map((b) => b.closest("form")))) form.addEventListener("change", segarkan);
  segarkan();
}

function setupPoint(isian) {
  if (!navigator.geolocation || !window.isSecureContext) return;
  const tombol = create("button", { type: "button", class: "tautan-tombol" }, "Pakai lokasi ponsel");
  const kabar = create("span", { class: "redup", role: "status" });
  tombol.addEventListener("click", () => {
    kabar.textContent = " mencari lokasi…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        fill(isian, `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`);
        kabar.textContent = ` ketelitian sekitar ${Math.round(coords.accuracy)} meter`;
      },
      () => (kabar.textContent = " lokasi tidak terbaca; boleh dikosongkan"),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
  isian.after(tombol, kabar);
}

export function setupConditional(akar) {
  setupVisibility(akar);
  for (const isian of findAll(akar, "[data-titik]")) if (once(isian, "titik")) setupPoint(isian);
}
