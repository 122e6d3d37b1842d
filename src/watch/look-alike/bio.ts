import { squash } from './skeleton.ts'

/** What a bio says, as far as it concerns whether they pose as us. */
export interface BioSays {
  namesUs: boolean
  claims: boolean
  office: boolean
  denies: boolean
  parody: boolean
  trade: boolean
  sendsAway: boolean
  /** A host in it that has our name and is none of ours. */
  hostLikeOurs: string | null
}

/** Says that it is no official account, in whatever order its language has it. */
const DENIES =
  /\b(?:no|not|non|n[aã]o|un|in|nada)[\s-]{0,2}(?:es|somos|soy|siamo|sono|somos|is|are|the|an|una?|uma|la|cuenta|conta|account|pagina|p[aá]gina|perfil|[eè]|é)?\s*(?:una?|uma|cuenta|conta|account|pagina|p[aá]gina|perfil|profilo)?\s*(?:oficial|official|ufficiale|afiliad|affiliat|relacionad|vinculad|associat|associad|collegat)|\b(?:sin|sem|without|senza)\s+(?:ninguna\s+|nenhuma\s+|any\s+|alcun[ao]?\s+)?(?:relaci[oó]n|v[ií]nculo|rela[cç][aã]o|affiliation|relazione|afiliaci[oó]n|legame|liga[cç][aã]o|connection)|\bindependi?ente?\b|\bindependent\b|\bopiniones\s+de\s+client/iu
const PARODY =
  /\b(?:parod\w+|paród\w+|s[aáà]tir\w*|humou?r|umorismo|ironic[oa]?|ir[oó]nic[oa]|memes?|zoeira|spoof|fans?|fanpage|fan\s?club|fandom|tifos[oi]|hinchas?|hinchada|f[aã]-?clube|fãs?|torcida|stan)\b/iu
const CLAIMS =
  /\b(?:oficial|official|ufficiale|verificad[oa]|verified|verificat[oa]|atenci[oó]n\s+(?:al|a\s+l[oa]s?)\s+\w+|servicio\s+al\s+cliente|soporte|customer\s+(?:service|care|support)|support\s+team|help\s*desk|assistenza(?:\s+clienti)?|servizio\s+clienti|atendimento(?:\s+ao\s+cliente)?|suporte|sac|apoio\s+ao\s+cliente|reembolsos|refunds|rimborsi|reclamos|reclamaciones|reclami|ayuda|ajuda|aiuto)\b/iu
const OFFICE =
  /\b(?:president[ea]?|ceo|chief\s+executive|director[a]?(?:\s+general)?|diret(?:or|ora)|direttore|direttrice|amministratore\s+delegato|gerente|fundador[a]?|founder|fondatore|chairman|chair(?:woman|person)?|due[ñn]o|owner|vp|cfo|coo|cmo|cto|al\s+frente\s+de)\b/iu
const TRADE =
  /\b(?:agencias?|agenc(?:y|ies)|agenzi[ae]|concesionari[oa]s?|concessionari[oa]s?|dealers?(?:hip)?|distribui?dor[ae]?s?|distribut(?:or|ors|ore|ori)|reve?nded(?:or|ora|ores)|rivendit(?:ore|ori)|resellers?|re-?sale|retailers?|multimarcas?|multibrand|mayoristas?|wholesalers?|franquicia\w*|franchise\w*|repuestos|recambios|ricambi|spare\s+parts|talleres?|riparazion[ei]|reparacion(?:es)?|repairs?|usados|usat[oe]|seminovos|segunda\s+mano|second\s*-?hand|alquiler(?:es)?|noleggio|aluguel|rentals?|importador\w*|boutique|(?:vendemos|vendiamo|we\s+sell|revendemos)|authori[sz]ed\s+(?:dealer|reseller|partner|retailer)|punto\s+vendita|punto\s+de\s+venta|independi?ente\s+de)\b/iu
const SENDS_AWAY =
  /\b(?:wa\.me|api\.whatsapp|whats\s?app|wsp|wpp|t\.me|telegram|bit\.ly|tinyurl|forms\.gle|cutt\.ly|linktr\.ee|paypal(?:\.me)?|mercadopago|pix|bizum|zelle|cash\s?app)\b|\+\d[\d\s().-]{7,}\d|\b(?:dm|md|mp)\s+(?:us|para|con|for|per|with|tu|your|i\s+tuoi|seus?)\b/iu
const HOST =
  /(?:https?:\/\/|www\.)([a-z0-9.-]+)|\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|online|site|shop|help|support|co|io|app|xyz|top|click|live|[a-z]{2}))\b/giu

/** What everybody may know of us: what we are called, squashed, and the hosts that our own bios name. */
export interface Known {
  names: readonly string[]
  hosts: ReadonlySet<string>
}

export function readBio(bio: string, { names, hosts }: Known): BioSays {
  const squashed = squash(bio)
  return {
    namesUs: names.some((name) => squashed.includes(name)),
    claims: CLAIMS.test(bio),
    office: OFFICE.test(bio),
    denies: DENIES.test(bio),
    parody: PARODY.test(bio),
    trade: TRADE.test(bio),
    sendsAway: sendsAway(bio),
    hostLikeOurs: hostsIn(bio).find((host) => !hosts.has(host) && names.some((name) => squash(host).includes(name))) ?? null,
  }
}

/** Whether a text sends people to another messenger, a payment or a number. */
export function sendsAway(text: string): boolean {
  return SENDS_AWAY.test(text)
}

export function hostsIn(bio: string): string[] {
  return [...bio.matchAll(HOST)].map(([, after, bare]) => (after ?? bare)!.toLowerCase().replace(/^www\.|\.$/g, ''))
}
