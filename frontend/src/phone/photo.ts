// A photograph as it leaves the phone: no larger than one reads, and drawn anew, so without where and when it was taken.
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

export async function smaller(photo: File): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (drawn === null) throw new Error("no picture");
  return new Uint8Array(await drawn.arrayBuffer());
}
