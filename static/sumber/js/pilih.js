/* Kotak cari di atas daftar pilihan yang panjang (26 jenis PMKS).
   data-cari-pilihan="Cari jenis"  pada pembungkus daftar centang atau radio (.form-check, atau <label>)
   data-cari="lansia jompo" pada <input>: kata lain yang juga dicocokkan
   Yang sudah dipilih tetap tampak; jumlah yang cocok dibacakan. */
import { create, ensureId, findAll, once } from "./alat.js";

const plain = (teks) => teks.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();

function setupList(pembungkus) {
  let butir = [...pembungkus.querySelectorAll(".form-check")];
  if (!butir.length) butir = [...pembungkus.querySelectorAll("label")].filter((l) => l.querySelector("input"));
  if (butir.length < 8) return;
  const kotak = create("input", { type: "search", class: "form-control", autocomplete: "off" });
  const jumlah = create("p", { class: "cari-pilihan-jumlah", role: "status" });
  const label = create("label", { for: ensureId(kotak) }, pembungkus.dataset.cariPilihan || "Cari pilihan");
  const wadah = create("div", { class: "cari-pilihan" }, label, kotak, jumlah);
  butir[0].parentElement.before(wadah);

  const isi = new Map(butir.map((b) => [b, plain(`${b.textContent} ${b.querySelector("input").dataset.cari || ""}`)]));

  function filter() {
    const kata = plain(kotak.value).split(" ").filter(Boolean);
    let cocok = 0;
    for (const b of butir) {
      const kena = kata.every((k) => isi.get(b).includes(k));
      if (kena) cocok += 1;
      b.hidden = !kena && !b.querySelector("input:checked");
    }
    jumlah.textContent = !kata.length ? "" : cocok ? `${cocok} dari ${butir.length} cocok` : "Tidak ada yang cocok. Coba kata lain.";
  }
  kotak.addEventListener("input", (acara) => {
    acara.stopPropagation();
    filter();
  });
  kotak.addEventListener("keydown", (acara) => {
    if (acara.key === "Enter") acara.preventDefault();
  });
  pembungkus.addEventListener("change", filter);
}

export function setupChoices(akar) {
  for (const pembungkus of findAll(akar, "[data-cari-pilihan]")) if (once(pembungkus, "cari")) setupList(pembungkus);
}
