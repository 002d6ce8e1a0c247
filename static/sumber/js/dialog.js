/* Dialog dan hal kecil yang membuka dan menutup.
   data-buka-dialog="#id"  pada tombol atau tautan: membuka <dialog id>
   data-tutup-dialog       di dalam dialog: menutupnya
   dialog[data-buka]       terbuka begitu halaman dimuat (isian di dalamnya ditolak server)
   data-tutup-luar         pada <details>: tertutup bila diketuk di luar atau dengan Esc
   data-tutup-pesan        menghapus pesan terdekat
   data-kembali            pada tautan: menuju halaman sebelumnya bila dari portal ini
   data-cetak              pada tombol: mencetak halaman */
import { findAll, once } from "./alat.js";

export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const isian = dialog.querySelector("textarea, input:not([type=hidden]), select");
  if (isian) isian.focus();
}

function onClick(acara) {
  const buka = acara.target.closest("[data-buka-dialog]");
  if (buka) {
    const dialog = document.querySelector(buka.dataset.bukaDialog);
    if (dialog && dialog.showModal) {
      acara.preventDefault();
      openDialog(dialog);
    }
    return;
  }
  const tutup = acara.target.closest("[data-tutup-dialog]");
  if (tutup) {
    const dialog = tutup.closest("dialog");
    if (dialog && dialog.open) {
      acara.preventDefault();
      dialog.close();
    }
    return;
  }
  if (acara.target instanceof HTMLDialogElement && acara.target.open && isOutside(acara, acara.target)) acara.target.close();
  const pesan = acara.target.closest("[data-tutup-pesan]");
  if (pesan) pesan.closest(".pesan").remove();
  if (acara.target.closest("[data-cetak]")) window.print();
  closeDetails(acara.target);
}

function isOutside(acara, dialog) {
  const k = dialog.getBoundingClientRect();
  return acara.clientX < k.left || acara.clientX > k.right || acara.clientY < k.top || acara.clientY > k.bottom;
}

function closeDetails(kecuali) {
  for (const rinci of document.querySelectorAll("details[data-tutup-luar][open]")) {
    if (!kecuali || !rinci.contains(kecuali)) rinci.open = false;
  }
}

function onKey(acara) {
  if (acara.key !== "Escape") return;
  const terbuka = document.activeElement && document.activeElement.closest("details[data-tutup-luar][open]");
  closeDetails(null);
  if (terbuka) terbuka.querySelector("summary").focus();
}

export function setupDialogs(akar) {
  if (once(document.body, "dialog")) {
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
  }
  for (const dialog of findAll(akar, "dialog[data-buka]")) if (once(dialog, "buka")) openDialog(dialog);
  for (const tautan of findAll(akar, "a[data-kembali]")) {
    if (document.referrer.startsWith(`${location.origin}/`)) tautan.href = document.referrer;
  }
}
