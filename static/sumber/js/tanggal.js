/* Isian tanggal.
   data-tanggal            pada <input type="text">: 12051958, 12/5/1958, 12-05-1958, 1958-05-12, 12 mei 1958 menjadi 12-05-1958
                           ketika ditinggalkan, dan dibaca ulang dalam kata dengan umurnya
   data-tanggal="biasa"    bukan tanggal lahir: nama hari, tanpa umur
   data-tanggal-baca       tempat bacaannya (dibuat di bawah isian bila tidak ada)
   Yang tidak terbaca dibiarkan; server yang mengatakan apa yang salah. */
import { HARI, ageInWords, create, dateInWords, describe, findAll, once, placeBelow, realDate } from "./alat.js";

const AWAL_BULAN = { jan: 1, feb: 2, peb: 2, mar: 3, apr: 4, mei: 5, may: 5, jun: 6, jul: 7, agu: 8, ags: 8, agt: 8, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, nop: 11, des: 12, dec: 12 };

/** Tanggal dari ketikan orang, atau null. */
export function parseDate(teks) {
  const bersih = teks.trim().toLowerCase();
  let c = bersih.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  if (c) return realDate(+c[1], +c[2], +c[3]);
  c = bersih.match(/^(\d{2})(\d{2})(\d{4})$/) || bersih.match(/^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/);
  if (c) return realDate(+c[3], +c[2], +c[1]);
  c = bersih.match(/^(\d{1,2})[\s\-/.]*([a-z]{3,})\.?[\s\-/.]*(\d{4})$/);
  const bulan = c && AWAL_BULAN[c[2].slice(0, 3)];
  return bulan ? realDate(+c[3], bulan, +c[1]) : null;
}

export function formatDate(tanggal) {
  return `${String(tanggal.getDate()).padStart(2, "0")}-${String(tanggal.getMonth() + 1).padStart(2, "0")}-${tanggal.getFullYear()}`;
}

function echo(isian, baca) {
  const tanggal = parseDate(isian.value);
  baca.textContent = "";
  if (!tanggal) return;
  if (isian.dataset.tanggal === "biasa") baca.textContent = `${HARI[tanggal.getDay()]}, ${dateInWords(tanggal)}`;
  else if (tanggal > new Date()) baca.textContent = `${dateInWords(tanggal)} · belum terjadi`;
  else baca.textContent = `${dateInWords(tanggal)} · ${ageInWords(tanggal)}`;
}

export function setupDates(akar) {
  for (const isian of findAll(akar, "input[data-tanggal]")) {
    if (!once(isian, "tanggal")) continue;
    isian.inputMode = isian.inputMode || "text";
    isian.autocomplete = isian.autocomplete || "off";
    const baca = isian.parentElement.querySelector("[data-tanggal-baca]")
      || placeBelow(isian, create("div", { class: "baca-ulang-teks", "data-tanggal-baca": true, "aria-live": "polite" }));
    describe(isian, baca);
    isian.addEventListener("input", () => echo(isian, baca));
    isian.addEventListener("change", () => {
      const tanggal = parseDate(isian.value);
      if (tanggal) isian.value = formatDate(tanggal);
      echo(isian, baca);
    });
    echo(isian, baca);
  }
}
