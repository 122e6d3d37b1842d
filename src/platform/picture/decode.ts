import { readFileSync, writeSync } from 'node:fs'
import { PhotonImage, resize, SamplingFilter } from '@silvia-odwyer/photon-node'
import { HASHED_SIDE, perceptualHash } from './perceptual-hash.ts'
import type { DecodedPicture } from './read-picture.ts'

/**
 * A process of its own (`read-picture.ts` starts it, without rights and with little memory): a picture of a stranger in, a small copy and its hash out. Where it
 * can't be read, the process ends with an error.
 */
const SHOWN_SIDE = 128
const QUALITY = 85

const image = onWhite(PhotonImage.new_from_byteslice(readFileSync(0)))
const answer: DecodedPicture = { hash: perceptualHash(brightnessOf(image)), jpeg: smallCopy(image) }
writeSync(1, JSON.stringify(answer))

/** What is transparent shows the white of a page behind it. */
function onWhite(image: PhotonImage): PhotonImage {
  const pixels = image.get_raw_pixels()
  for (let n = 0; n < pixels.length; n += 4) {
    const cover = pixels[n + 3]! / 255
    for (let channel = n; channel < n + 3; channel++) pixels[channel] = Math.round(pixels[channel]! * cover + 255 * (1 - cover))
    pixels[n + 3] = 255
  }
  return new PhotonImage(pixels, image.get_width(), image.get_height())
}

/** Luma by ITU-R BT.601. */
function brightnessOf(image: PhotonImage): Float64Array {
  const pixels = resize(image, HASHED_SIDE, HASHED_SIDE, SamplingFilter.Triangle).get_raw_pixels()
  return Float64Array.from({ length: HASHED_SIDE * HASHED_SIDE }, (_, n) => 0.299 * pixels[n * 4]! + 0.587 * pixels[n * 4 + 1]! + 0.114 * pixels[n * 4 + 2]!)
}

/** Base64: nothing of the stranger's file but its pixels. */
function smallCopy(image: PhotonImage): string {
  const scale = Math.min(1, SHOWN_SIDE / Math.max(image.get_width(), image.get_height()))
  const [width, height] = [image.get_width(), image.get_height()].map((side) => Math.max(1, Math.round(side * scale))) as [number, number]
  return Buffer.from(resize(image, width, height, SamplingFilter.Triangle).get_bytes_jpeg(QUALITY)).toString('base64')
}
