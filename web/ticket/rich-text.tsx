/** Text as it was written, with its addresses open to a press. What they point to learns nothing about us. */
export function RichText({ text }: { text: string }) {
  return text.split(LINK).map((piece, index) =>
    index % 2 === 1 ? (
      <a
        key={index}
        href={piece}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="break-all text-ink underline decoration-strong underline-offset-2 hover:decoration-current"
      >
        {piece}
      </a>
    ) : (
      piece
    ),
  )
}

/** Ends before the punctuation of the sentence around it. */
const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'»”])/u
