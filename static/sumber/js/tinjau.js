/* Meja periksa dengan papan ketik.
   data-tinjau-baris="<uuid>"   pada <tr hx-get hx-target="#tinjau-isi">: satu data; tautan di dalamnya untuk tanpa skrip dan untuk ponsel
   data-tinjau-verifikasi       tombol yang ditekan dengan v
   data-tinjau-kembalikan       tombol yang ditekan dengan r
   #tinjau-bantuan              dialog yang dibuka dengan ? (dibuat sendiri bila tidak ada)
   j/k pindah baris. Tombol tidak berlaku selama mengetik di isian atau selagi dialog terbuka.
   Kejadian "tinjau:berikutnya" {id} (kepala HX-Trigger) menghapus baris itu dan membuka yang berikutnya. */
import htmx from "htmx.org";
import { create } from "./alat.js";
import { openDialog } from "./dialog.js";

const LEBAR = window.matchMedia("(min-width: 992px)");
const rows = () => [...document.querySelectorAll("[data-tinjau-baris]")];

function mark(baris) {
  for (const b of rows()) {
    const terpilih = b === baris;
    b.classList.toggle("terpilih", terpilih);
    if (terpilih) b.setAttribute("aria-current", "true");
    else b.removeAttribute("aria-current");
  }
}

function open(baris) {
  if (!baris) return;
  const tautan = baris.querySelector("a[href]");
  if (!LEBAR.matches || !baris.hasAttribute("hx-get")) {
    if (tautan) location.assign(tautan.href);
    return;
  }
  mark(baris);
  if (tautan) tautan.focus({ preventScroll: true });
  baris.scrollIntoView({ block: "nearest" });
  htmx.ajax("GET", baris.getAttribute("hx-get"), { target: baris.getAttribute("hx-target") || "#tinjau-isi", swap: "innerHTML" });
}

function move(jarak) {
  const semua = rows();
  const kini = semua.findIndex((b) => b.hasAttribute("aria-current"));
  open(semua[kini < 0 ? 0 : Math.min(Math.max(kini + jarak, 0), semua.length - 1)]);
}

function help() {
  let dialog = document.getElementById("tinjau-bantuan");
  if (!dialog) {
    const tombol = [["j", "data berikutnya"], ["k", "data sebelumnya"], ["v", "verifikasi"], ["r", "kembalikan"], ["?", "bantuan ini"], ["Esc", "tutup"]];
    const daftar = create("dl", { class: "rinci" });
    for (const [huruf, arti] of tombol) daftar.append(create("dt", {}, create("kbd", {}, huruf)), create("dd", {}, arti));
    const tutup = create("button", { type: "button", class: "btn btn-outline-primary", "data-tutup-dialog": true }, "Tutup");
    dialog = create("dialog", { id: "tinjau-bantuan", class: "dialog", "aria-labelledby": "tinjau-bantuan-judul" },
      create("h2", { id: "tinjau-bantuan-judul" }, "Papan ketik"), daftar, create("div", { class: "dialog-aksi" }, tutup));
    document.body.append(dialog);
  }
  openDialog(dialog);
}

function press(pemilih) {
  const tombol = document.querySelector(pemilih);
  if (tombol && !tombol.disabled) tombol.click();
}

function onKey(acara) {
  if (acara.ctrlKey || acara.metaKey || acara.altKey || acara.repeat && !"jk".includes(acara.key)) return;
  if (acara.target.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const kerja = { j: () => move(1), k: () => move(-1), v: () => press("[data-tinjau-verifikasi]"), r: () => press("[data-tinjau-kembalikan]"), "?": help }[acara.key];
  if (!kerja) return;
  acara.preventDefault();
  kerja();
}

function onClick(acara) {
  const baris = acara.target.closest("[data-tinjau-baris]");
  if (!baris || acara.ctrlKey || acara.metaKey || acara.shiftKey || acara.target.closest("input, button, label")) return;
  const tautan = acara.target.closest("a");
  if (tautan && tautan !== baris.querySelector("a[href]")) return;
  if (tautan && !LEBAR.matches) return;
  acara.preventDefault();
  acara.stopImmediatePropagation();
  open(baris);
}

function onNext(acara) {
  const semua = rows();
  const letak = semua.findIndex((b) => b.dataset.tinjauBaris === acara.detail.id);
  const berikut = semua[letak + 1] || semua[letak - 1];
  if (letak >= 0) semua[letak].remove();
  if (berikut) open(berikut);
  else location.reload();
}

export function setupReview() {
  document.body.addEventListener("tinjau:berikutnya", onNext);
  if (!rows().length) return;
  document.addEventListener("keydown", onKey);
  // Lebih dulu dari htmx: satu jalan saja yang membuka baris.
  document.addEventListener("click", onClick, true);
}
