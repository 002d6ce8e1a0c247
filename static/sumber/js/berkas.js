/* Isian berkas: foto dikecilkan di ponsel sebelum dikirim, dan batasnya diperiksa di tempat. Tanpa skrip berkas dikirim apa adanya dan
   server yang mengecilkan dan memeriksa.
   input[type=file][data-berkas]   data-terbesar (bita tiap berkas), data-terbanyak (berkas sekali kirim)
   data-kecilkan                   foto digambar ulang: sisi panjang 1600 titik, JPEG; lokasi dan data kamera tidak ikut terkirim
   Selagi mengecilkan, pengiriman menunggu. Yang tidak dapat dibaca peramban (misalnya HEIC) dikirim apa adanya. */
import { create, describe, findAll, once, placeBelow } from "./alat.js";

export const SISI = 1600;
const MUTU = 0.82;
const CUKUP_KECIL = 400 * 1024;

/** Lebar dan tinggi sesudah sisi panjangnya paling besar `sisi`; gambar kecil tidak dibesarkan. */
export function fit(lebar, tinggi, sisi = SISI) {
  const skala = Math.min(1, sisi / Math.max(lebar, tinggi));
  return [Math.max(1, Math.round(lebar * skala)), Math.max(1, Math.round(tinggi * skala))];
}

/** "IMG_1.HEIC.png" menjadi "IMG_1.HEIC.jpg". */
export function asJpegName(nama) {
  return `${nama.replace(/\.[^.]{1,5}$/, "") || "foto"}.jpg`;
}

/** 1,4 MB, 340 KB. */
export function sizeInWords(bita) {
  if (bita < 1024 * 1024) return `${Math.max(1, Math.round(bita / 1024))} KB`;
  return `${(bita / 1024 / 1024).toFixed(1).replace(/\.0$/, "").replace(".", ",")} MB`;
}

/** Yang salah pada pilihan, dalam kata; "" bila tidak ada. */
export function findFault(daftar, terbesar, terbanyak) {
  if (terbanyak && daftar.length > terbanyak) return `Paling banyak ${terbanyak} berkas sekali kirim; ini ${daftar.length}.`;
  const kosong = daftar.find((b) => b.size === 0);
  if (kosong) return `${kosong.name} kosong. Pilih berkas lain.`;
  const besar = terbesar && daftar.find((b) => b.size > terbesar);
  return besar ? `${besar.name} ${sizeInWords(besar.size)}; paling besar ${sizeInWords(terbesar)}.` : "";
}

async function shrink(berkas) {
  if (!berkas.type.startsWith("image/")) return berkas;
  let gambar;
  try {
    gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
  } catch {
    return berkas;
  }
  const [lebar, tinggi] = fit(gambar.width, gambar.height);
  const kanvas = Object.assign(document.createElement("canvas"), { width: lebar, height: tinggi });
  const kuas = kanvas.getContext("2d");
  if (!kuas) return berkas;
  kuas.fillStyle = "#fff";
  kuas.fillRect(0, 0, lebar, tinggi);
  kuas.drawImage(gambar, 0, 0, lebar, tinggi);
  gambar.close();
  const isi = await new Promise((selesai) => kanvas.toBlob(selesai, "image/jpeg", MUTU));
  // Gambar yang sudah kecil tetap ditulis ulang: lokasinya tidak boleh ikut terkirim.
  return isi && (isi.size < berkas.size || berkas.size > CUKUP_KECIL || berkas.type === "image/jpeg") ? new File([isi], asJpegName(berkas.name), { type: "image/jpeg", lastModified: berkas.lastModified }) : berkas;
}

async function shrinkAll(isian) {
  const hasil = new DataTransfer();
  // Satu per satu: sepuluh foto 12 juta titik sekaligus menghabiskan memori ponsel.
  for (const berkas of [...isian.files]) hasil.items.add(await shrink(berkas));
  isian.files = hasil.files;
}

function report(isian, teks, salah) {
  isian._keterangan.textContent = teks;
  isian._keterangan.classList.toggle("gagal", Boolean(salah));
  isian.setCustomValidity(salah ? teks : "");
  if (salah) isian.setAttribute("aria-invalid", "true");
  else isian.removeAttribute("aria-invalid");
}

async function onChange(isian) {
  const asal = [...isian.files];
  if (!asal.length) {
    report(isian, "", false);
    return;
  }
  const semula = asal.reduce((n, b) => n + b.size, 0);
  if ("kecilkan" in isian.dataset && typeof createImageBitmap === "function" && typeof DataTransfer === "function") {
    report(isian, "Mengecilkan foto…", false);
    try {
      await shrinkAll(isian);
    } catch {
      // Peramban lama: dikirim apa adanya, server yang mengecilkan.
    }
  }
  const kini = [...isian.files];
  const salah = findFault(kini, Number(isian.dataset.terbesar), Number(isian.dataset.terbanyak));
  const besar = kini.reduce((n, b) => n + b.size, 0);
  const dari = besar < semula * 0.9 ? ` (dari ${sizeInWords(semula)})` : "";
  report(isian, salah || `${kini.length} berkas, ${sizeInWords(besar)}${dari}`, salah);
}

function attach(isian) {
  isian._keterangan = placeBelow(isian, create("p", { class: "berkas-keterangan", role: "status" }));
  describe(isian, isian._keterangan);
  isian.addEventListener("change", () => {
    const kerja = onChange(isian).finally(() => {
      if (isian._kerja === kerja) isian._kerja = null;
    });
    isian._kerja = kerja;
  });
}

/** Pengiriman menunggu sampai foto selesai dikecilkan, lalu diulang dengan tombol yang sama; yang melanggar batas tidak dikirim. */
function onSubmit(acara) {
  const semua = findAll(acara.target, "input[type=file][data-berkas]");
  const tunggu = semua.filter((i) => i._kerja);
  const salah = () => semua.find((i) => i.validationMessage && i.files.length);
  if (!tunggu.length && !salah()) return;
  acara.preventDefault();
  acara.stopImmediatePropagation();
  const form = acara.target;
  const tombol = acara.submitter;
  Promise.all(tunggu.map((i) => i._kerja)).then(() => {
    const pertama = salah();
    if (pertama) pertama.focus();
    // Tidak di tengah pengiriman yang baru dibatalkan: peramban mengabaikannya di sana.
    else setTimeout(() => form.requestSubmit(tombol));
  });
}

let terpasang = false;
export function setupFiles(akar) {
  for (const isian of findAll(akar, "input[type=file][data-berkas]")) if (once(isian, "berkas")) attach(isian);
  if (terpasang) return;
  terpasang = true;
  // Sebelum kirim.js mengunci tombol.
  document.addEventListener("submit", onSubmit, true);
}
